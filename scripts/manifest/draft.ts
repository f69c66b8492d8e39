import { CommandError } from "../cli/command-error.ts";
import type { Edit } from "./edits.ts";
import { openPatience, type Patience } from "./mirrors/patience.ts";
import type { Tree } from "./tree.ts";

/** Text files as they should become. Nothing is written: see `writeEdits`. */
export interface Draft {
  /** The text so far, a BOM included. */
  read(path: string): Promise<{ text: string } | Unreadable>;
  /** Replaces a text that was read. */
  write(path: string, text: string): void;
  /** For the patterns that look for places in these texts. */
  patience: Patience;
  /** What differs from the tree. */
  edits(): Edit[];
}

/** Why a file can't be read as text; `code` when it is refused, and not only missing. */
interface Unreadable {
  problem: string;
  /** There is a file of that name. */
  isThere?: boolean;
  code?: "path_outside" | "file_too_large";
}

/** Text in and out gives the same bytes back: only valid UTF-8 is taken, and a BOM stays a character. */
export function openDraft(tree: Tree): Draft {
  const files = new Map<string, { before: string; text: string }>();
  return {
    patience: openPatience(),
    async read(path) {
      if (!files.has(path)) {
        const bytes = await tree.read(path).catch(refusal);
        if (bytes !== null && "problem" in bytes) return bytes;
        if (bytes === null) return { problem: "is missing" };
        const text = decode(bytes);
        if (text === undefined) return { problem: "is not UTF-8 text", isThere: true };
        // two may have asked at once, and one may have written since
        if (!files.has(path)) files.set(path, { before: text, text });
      }
      return { text: files.get(path)?.text ?? "" };
    },
    write: (path, text) => void files.set(path, { before: files.get(path)?.before ?? text, text }),
    edits: () =>
      [...files].flatMap(([path, { before, text }]) =>
        before === text ? [] : [{ path, after: encode(text), before: encode(before) }]
      ),
  };
}

/** A file that is refused is a finding among others; every other error ends the command. */
function refusal(error: unknown): Unreadable {
  if (error instanceof CommandError && (error.code === "path_outside" || error.code === "file_too_large")) {
    return { problem: error.message, code: error.code };
  }
  throw error;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
