import { askOne, askSome, askText } from "../../cli/prompts.ts";
import type { Manifest } from "../../manifest/schema.ts";
import type { Level } from "../../tracks/version.ts";
import type { NewChange } from "./add-change.ts";

/** Asks for what was not given. Raises `interrupted`, exit code 130, when the person leaves. */
export async function askForChange(
  { components }: Manifest,
  given: { tracks: readonly string[]; bump: Level | undefined; message: string | undefined },
): Promise<NewChange> {
  const all = Object.entries(components).filter(([, { release }]) => release !== undefined);
  const tracks = given.tracks.length > 0 ? given.tracks : await askSome(
    "Which tracks does it change?",
    all.map(([value, { name }]) => ({ value, label: value, hint: name })),
  );
  const releases = new Map<string, Level>();
  for (const track of tracks) releases.set(track, given.bump ?? await askForLevel(track));
  const summary = given.message?.trim() || await askText("What changed, for those who use it?", {
    problem: (text) => text.trim() ? undefined : "A sentence is needed: it goes into the release notes.",
  });
  return { releases, summary };
}

async function askForLevel(track: string): Promise<Level> {
  return await askOne<Level>(`How far does the version of ${track} rise?`, [
    { value: "patch", label: "patch", hint: "something works again" },
    { value: "minor", label: "minor", hint: "something new, nothing breaks" },
    { value: "major", label: "major", hint: "something that worked has to be changed" },
  ]);
}
