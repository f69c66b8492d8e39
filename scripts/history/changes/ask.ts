import process from "node:process";
import * as clack from "@clack/prompts";
import { interrupted } from "../../cli/interrupt.ts";
import type { Manifest } from "../../manifest/schema.ts";
import type { Level } from "../../tracks/version.ts";
import type { NewChange } from "./add-change.ts";

/** Questions are no results. */
const output = process.stderr;

/** Asks for what was not given. Raises `interrupted`, exit code 130, when the person leaves. */
export async function askForChange(
  { components }: Manifest,
  given: { tracks: readonly string[]; bump: Level | undefined; message: string | undefined },
): Promise<NewChange> {
  const all = Object.entries(components).filter(([, { release }]) => release !== undefined);
  const tracks = given.tracks.length > 0 ? given.tracks : answered(
    await clack.multiselect({
      output,
      message: "Which tracks does it change?",
      options: all.map(([value, { name }]) => ({ value, label: value, hint: name })),
      required: true,
    }),
  );
  const releases = new Map<string, Level>();
  for (const track of tracks) releases.set(track, given.bump ?? await askForLevel(track));
  const summary = given.message?.trim() || answered(
    await clack.text({
      output,
      message: "What changed, for those who use it?",
      validate: (value) =>
        value?.trim() ? undefined : "A sentence is needed: it goes into the release notes.",
    }),
  );
  return { releases, summary };
}

async function askForLevel(track: string): Promise<Level> {
  return answered(
    await clack.select<Level>({
      output,
      message: `How far does the version of ${track} rise?`,
      options: [
        { value: "patch", label: "patch", hint: "something works again" },
        { value: "minor", label: "minor", hint: "something new, nothing breaks" },
        { value: "major", label: "major", hint: "something that worked has to be changed" },
      ],
    }),
  );
}

function answered<Value>(value: Value | typeof clack.CANCEL_SYMBOL): Value {
  if (value !== clack.CANCEL_SYMBOL) return value;
  throw interrupted();
}
