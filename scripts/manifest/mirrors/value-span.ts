/** One place in a file that holds a value. */
export interface ValueSpan {
  /** Counted from 1. */
  line: number;
  /** What it says, without quotes and escapes. */
  value: string;
  /** The value's characters in the text, with its quotes if it has any. */
  start: number;
  end: number;
  /** How another value is written here: quotes stay as they are. */
  write(value: string): string;
  /** What the place takes its value from is somewhere else, so nothing is written here; a sentence that says where. */
  link?: string;
}

/** Characters of a text, and what stands there instead. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** The text with every span saying `value`. Only the characters of values that differ change. */
export function rewrite(text: string, spans: readonly ValueSpan[], value: string): string {
  return splice(
    text,
    spans.filter((span) => span.value !== value).map(({ start, end, write }) => ({
      start,
      end,
      text: write(value),
    })),
  );
}

/** The text with other characters at these places, which don't overlap. */
export function splice(text: string, replacements: readonly Replacement[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: inserted } of replacements.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, start), inserted);
    at = end;
  }
  return parts.join("") + text.slice(at);
}
