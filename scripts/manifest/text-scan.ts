// Reading by hand where a regular expression would look again from every character, or remember each one that it passed: a file of a
// branch may be as long and as odd as its author likes.

/** One line of a text, without its end. */
interface Line {
  /** Counted from 1. */
  number: number;
  start: number;
  end: number;
}

/** The lines of a text, whatever ends them. */
export function* linesOf(text: string): Generator<Line> {
  for (let start = 0, number = 1; start <= text.length; number++) {
    const feed = text.indexOf("\n", start);
    const next = feed === -1 ? text.length : feed;
    yield { number, start, end: next > start && text[next - 1] === "\r" ? next - 1 : next };
    start = next + 1;
  }
}

/** Tells the line of an index, counted from 1, of many of them in a text. */
export function lineFinder(text: string): (index: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) ends.push(at);
  return (index) => {
    let low = 0;
    for (let high = ends.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** The index of the first character from `at` on that is no space or tab. */
export function skipBlanks(text: string, at: number, end = text.length): number {
  while (at < end && isBlank(text[at])) at++;
  return at;
}

/** The index after the last character before `end` that is no space or tab. */
export function trimBlanks(text: string, start: number, end: number): number {
  while (end > start && isBlank(text[end - 1])) end--;
  return end;
}

/** Skips spaces, line ends and comments as C has them; the end of the text when a comment never closes. */
export function skipSpaceAndComments(text: string, at: number): number {
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? "")) at++;
    if (text.startsWith("//", at)) at = orEnd(text, text.indexOf("\n", at));
    else if (text.startsWith("/*", at)) at = orEnd(text, text.indexOf("*/", at + 2), 2);
    else return at;
  }
}

/** The index after the closing quote of a text whose quote stands at `at`; -1 when it never closes. */
export function endOfQuoted(text: string, at: number, isAcrossLines = false): number {
  const quote = text[at];
  for (let index = at + 1; index < text.length; index++) {
    const character = text[index];
    if (character === quote) return index + 1;
    if (character === "\\") index++;
    if (!isAcrossLines && (text[index] === "\n" || text[index] === "\r")) return -1;
  }
  return -1;
}

/** The text with everything between `<!--` and `-->` as spaces, line ends kept. */
export function blankComments(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let open = text.indexOf("<!--"); open !== -1; open = text.indexOf("<!--", at)) {
    const close = text.indexOf("-->", open + 4);
    if (close === -1) break;
    parts.push(text.slice(at, open), text.slice(open, close + 3).replace(/\S/g, " "));
    at = close + 3;
  }
  return parts.join("") + text.slice(at);
}

function orEnd(text: string, index: number, more = 0): number {
  return index === -1 ? text.length : index + more;
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
