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
  const parts: string[] = [];
  let at = 0;
  for (const span of spans.filter((span) => span.value !== value).sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, span.start), span.write(value));
    at = span.end;
  }
  return parts.join("") + text.slice(at);
}
