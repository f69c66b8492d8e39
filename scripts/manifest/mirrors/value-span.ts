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
}

/** The text with every span saying `value`. Only the characters of values that differ change. */
export function rewrite(text: string, spans: readonly ValueSpan[], value: string): string {
  return spans.toSorted((a, b) => b.start - a.start).reduce(
    (changed, span) =>
      span.value === value
        ? changed
        : changed.slice(0, span.start) + span.write(value) + changed.slice(span.end),
    text,
  );
}
