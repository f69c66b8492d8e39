/** A part of a text that becomes another. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** The text with its parts exchanged, which don't overlap. What stands at one place keeps its order. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, text: replacement } of splices.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}
