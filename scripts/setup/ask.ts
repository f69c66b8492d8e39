import process from "node:process";
import * as clack from "@clack/prompts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Candidate } from "./find/candidate.ts";
import type { Found } from "./init.ts";

/** Questions are no results. */
const output = process.stderr;

/** What a person agreed to. */
interface Answers {
  name: string;
  candidates: Candidate[];
}

/** Asks for the project's name and which components to take. Raises `interrupted`, exit code 130, when the person leaves. */
export async function askForComponents({ name, candidates }: Found): Promise<Answers> {
  clack.intro("Slipway: a version.json for this repository", { output });
  const called = answered(
    await clack.text({
      output,
      message: "What is the project called? The chat shows this name.",
      initialValue: name,
      validate: (value) => value?.trim() ? undefined : "A name is needed.",
    }),
  );
  const chosen = answered(
    await clack.multiselect({
      output,
      message: "Which of these ship on their own?",
      options: candidates.map(({ key, component }) => ({
        value: key,
        label: key,
        hint: `${component.kind}, ${component.paths.join(", ")}`,
      })),
      initialValues: candidates.map(({ key }) => key),
      required: true,
    }),
  );
  return { name: called.trim(), candidates: candidates.filter(({ key }) => chosen.includes(key)) };
}

/** Whether to go on. Raises `interrupted`, exit code 130. */
export async function askToWrite(lines: readonly string[]): Promise<boolean> {
  clack.note(lines.join("\n"), "To be written", { output });
  return answered(await clack.confirm({ output, message: "Write this?" }));
}

function answered<Value>(value: Value | typeof clack.CANCEL_SYMBOL): Value {
  if (value !== clack.CANCEL_SYMBOL) return value;
  throw new CommandError("interrupted", "nothing was written", "", exitCode.interrupted);
}
