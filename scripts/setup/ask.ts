import process from "node:process";
import * as clack from "@clack/prompts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Agreed, Found } from "./init.ts";
import { including } from "./include.ts";

/** Questions are no results. */
const output = process.stderr;

/** What Slipway's functions are called, when some of the user's have these names; empty leaves those of ours away. Raises `interrupted`. */
export async function askForPrefix(taken: readonly string[]): Promise<string> {
  const given = answered(
    await clack.text({
      output,
      message: `Functions of yours are called ${
        taken.join(", ")
      }, as Slipway's are. What shall stand before the names of Slipway's?`,
      initialValue: "slipway-",
      validate: (value) => prefixProblem(value ?? ""),
    }),
  );
  return given.trim();
}

/** What is wrong with a prefix; the names of functions are words of a URL. */
function prefixProblem(prefix: string): string | undefined {
  return /^([a-z][a-z0-9-]{0,19})?$/.test(prefix.trim())
    ? undefined
    : "Lower case, digits and dashes, at most 20 characters, for example slipway-";
}

/** Asks for the project's name, its branch and which components to take. Raises `interrupted`, exit code 130, when the person leaves. */
export async function askForComponents(found: Found): Promise<Agreed> {
  const { name, candidates, leftOut, branches } = found;
  clack.intro("Slipway: a version.json for this repository", { output });
  const called = answered(
    await clack.text({
      output,
      message: "What is the project called? The chat shows this name.",
      initialValue: name,
      validate: (value) => value?.trim() ? undefined : "A name is needed.",
    }),
  );
  const [proposed = "main"] = branches;
  const branch = branches.length < 2 ? proposed : answered(
    await clack.select({
      output,
      message: "Which branch do ships go from?",
      options: branches.map((value) => ({ value, label: value })),
      initialValue: proposed,
    }),
  );
  const others = leftOut.flatMap((one) => one.candidate === undefined ? [] : [one]);
  const chosen = answered(
    await clack.multiselect({
      output,
      message: "Which of these ship on their own?",
      options: [
        ...candidates.map(({ key, component, evidence }) => ({
          value: `component ${key}`,
          label: key,
          hint: `${component.kind}, ${component.paths.join(", ")}${
            component.release === undefined ? "" : `, tags ${component.release.tag}${component.version}`
          }: ${evidence}`,
        })),
        ...others.map(({ path, why }) => ({ value: `path ${path}`, label: path, hint: why })),
      ],
      initialValues: candidates.map(({ key }) => `component ${key}`),
      required: true,
    }),
  );
  const isChosen = (kind: string, value: string) => chosen.includes(`${kind} ${value}`);
  const more = others.filter(({ path }) => isChosen("path", path)).map(({ path }) => path);
  const kept = { ...found, candidates: candidates.filter(({ key }) => isChosen("component", key)) };
  return {
    name: called.trim(),
    branch,
    candidates: including(kept, more).candidates,
    placement: found.placement,
  };
}

/** Whether the app gets its copy of the Swift package. Raises `interrupted`. */
export async function askForSwiftPackage(folder: string): Promise<boolean> {
  const message = `Shall the app show updates? Slipway's Swift package then goes into ${folder}.`;
  return answered(await clack.confirm({ output, message }));
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
