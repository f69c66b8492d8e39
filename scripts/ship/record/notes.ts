import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../cli/command-error.ts";
import type { Workspace } from "../../manifest/load.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { sha256 } from "../../runtime.ts";

/** The text for the chat, or for the store's testers, without blank lines around it; undefined when nobody wrote any. */
export async function readNotes(
  root: string,
  manifest: Manifest,
  audience: "chat" | "store" = "chat",
): Promise<string | undefined> {
  try {
    return (await readFile(join(root, manifest.ship.notes[audience]), "utf8")).trim() || undefined;
  } catch {
    return undefined;
  }
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
