import { type Line, mostUnits, plain } from "./lines.ts";

/**
 * Notes as lines of a message: the text as it was written, never read as markup. A line that is longer than a message
 * is cut at a space, or between characters where there is none.
 */
export function noteLines(notes: string): Line[] {
  return notes.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replaceAll("\t", "  ")
    // terminals and phones obey control and text-direction characters
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/gu, "")
    .split("\n").map((line) => line.trimEnd()).join("\n").replaceAll(/\n{3,}/g, "\n\n").trim()
    .split("\n").flatMap(cut).map(plain);
}

function cut(line: string): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > mostUnits) {
    const space = rest.lastIndexOf(" ", mostUnits);
    const at = space > 0 ? space : isSurrogatePair(rest, mostUnits) ? mostUnits - 1 : mostUnits;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...pieces, rest];
}

/** Whether a cut at `at` would part the two halves of a character. */
function isSurrogatePair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}
