import { posix } from "node:path";
import type { Listing } from "../manifest/docs/listing.ts";
import type { Mover } from "./mover.ts";
import type { TextEdit } from "./title.ts";

/** Where a text names a record's file. */
interface Mention {
  mover: Mover;
  start: number;
  end: number;
}

/** What a text says of files by name, for records on their way to another number. */
interface FileMentions {
  edits: TextEdit[];
  mentions: Mention[];
  /** Indexes of names that may be another file's. */
  unclear: number[];
}

/**
 * Every mention of a record's file, with or without its folder and ending, in any text: docs, code, addresses at the code host. A name behind
 * another folder is another file.
 */
export function findFileMentions(
  file: string,
  text: string,
  movers: readonly Mover[],
  listing: Listing,
): FileMentions {
  const found: FileMentions = { edits: [], mentions: [], unclear: [] };
  for (const mover of movers) {
    const { prefix, digits, ending, name } = mover.record;
    const stem = name.slice(0, -ending.length);
    for (let at = text.indexOf(stem); at !== -1; at = text.indexOf(stem, at + stem.length)) {
      const hasEnding = text.startsWith(ending, at + stem.length);
      const end = at + stem.length + (hasEnding ? ending.length : 0);
      if (/[\w-]/.test(text[at - 1] ?? "") || /[\w-]/.test(text[end] ?? "")) continue;
      if (
        !hasEnding && /^\.[A-Za-z0-9]/.test(text.slice(end, end + 2)) && /^\.(?!html)/.test(text.slice(end))
      ) continue;
      const meaning = meaningOf(file, folderBefore(text, at), mover, listing);
      if (meaning === "unclear") found.unclear.push(at);
      if (meaning !== "ours") continue;
      const start = at + prefix.length;
      const newDigits = posix.basename(mover.to).slice(prefix.length);
      const length = newDigits.length - (name.length - prefix.length - digits.length);
      found.edits.push({ start, end: start + digits.length, text: newDigits.slice(0, length) });
      found.edits.push(...fragmentEdit(text, end, mover));
      found.mentions.push({ mover, start: at, end });
    }
  }
  return found;
}

/** The anchor of the record's heading behind its name: the heading changes with the number. */
export function fragmentEdit(text: string, at: number, { anchors }: Mover): TextEdit[] {
  if (anchors === null || !text.startsWith(`#${anchors.from}`, at)) return [];
  const end = at + 1 + anchors.from.length;
  return /[\w-]/.test(text[end] ?? "") ? [] : [{ start: at + 1, end, text: anchors.to }];
}

/** The folder that is written before a name, with its slash. */
function folderBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 400), at);
  return /[^\s"'`()<>[\]{},;|=]*$/.exec(before)?.[0] ?? "";
}

function meaningOf(
  file: string,
  written: string,
  mover: Mover,
  listing: Listing,
): "ours" | "other" | "unclear" {
  const folder = posix.dirname(mover.from);
  const name = mover.record.name;
  const isUnique = [...listing.files].filter((path) => path.endsWith(`/${name}`)).length === 1;
  if (!written.endsWith("/")) {
    return posix.dirname(file) === folder || isUnique ? "ours" : "unclear";
  }
  const place = written.slice(0, -1);
  const resolved = [
    posix.join(posix.dirname(file), place),
    posix.normalize(place.replace(/^\/+/, "") || "."),
  ];
  if (resolved.includes(folder) || place.endsWith(`/${folder}`)) return "ours";
  if (resolved.some((other) => listing.files.has(`${other}/${name}`))) return "other";
  return isUnique && posix.basename(place) === posix.basename(folder) ? "ours" : "unclear";
}
