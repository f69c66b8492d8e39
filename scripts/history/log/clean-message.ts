import { everyCommand } from "../../cli/safe-text.ts";

/** What a message may hold at most; of a longer one the middle is left out, since its footers are at its end. */
const longest = { message: 65_536, head: 48_000, tail: 16_000, line: 2_000 };

/** Colours and other sequences that a terminal obeys. */
// deno-lint-ignore no-control-regex
const sequences = /\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)/g;

/**
 * A commit message as it may be read and shown: without what a terminal would obey, with `\n` between its lines, and no longer than a reader
 * bears. Anybody may write a message of a megabyte.
 */
export function cleanMessage(message: string): string {
  const short = message.length <= longest.message
    ? message
    : `${message.slice(0, longest.head)}\n…\n${message.slice(-longest.tail)}`;
  // what a terminal would show as what it is only goes here, since notes are no terminal
  const clean = short.replace(/\r\n?/g, "\n").replace(sequences, "").replace(everyCommand, "").trim();
  if (clean.length <= longest.line) return clean;
  const cut = (line: string) => line.length > longest.line ? `${line.slice(0, longest.line)}…` : line;
  // half of a character is no text that a host takes
  return clean.split("\n").map(cut).join("\n").toWellFormed();
}
