import type { Finding } from "../../cli/command-error.ts";
import type { Workspace } from "../../manifest/load.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { workTree } from "../../manifest/tree.ts";
import { sha256 } from "../../runtime.ts";

/**
 * The text for the chat, or for the store's testers, without blank lines around it; undefined when nobody wrote any. Raises CommandError
 * `path_outside` when the file leads out of the repository: what it holds would go out to everybody.
 */
export async function readNotes(
  root: string,
  manifest: Manifest,
  audience: "chat" | "store" = "chat",
): Promise<string | undefined> {
  const bytes = await workTree(root).read(manifest.ship.notes[audience]);
  return bytes === null ? undefined : new TextDecoder().decode(bytes).trim() || undefined;
}

/** What to say when there are no notes; it stops a ship only where notes are strict. */
export async function missingNotes(root: string, manifest: Manifest): Promise<Finding | undefined> {
  if (await readNotes(root, manifest) !== undefined) return undefined;
  const { chat } = manifest.ship.notes;
  return {
    code: "notes_missing",
    message: `${chat} says nothing about this ship`,
    hint: `Write what the team should know into ${chat}.`,
    file: chat,
  };
}

/** What to say when the notes are those of the last ship, which Postgres does not tell twice. `told`: their SHA-256. */
export async function repeatedNotes(
  { root, manifest }: Workspace,
  told: string | null,
): Promise<Finding | undefined> {
  const notes = await readNotes(root, manifest);
  if (notes === undefined || await sha256(notes) !== told) return undefined;
  const { chat } = manifest.ship.notes;
  return {
    code: "notes_repeated",
    message: `${chat} says what went out with the last ship; the chat does not hear it again`,
    hint: `Write what is new into ${chat}.`,
    file: chat,
  };
}
