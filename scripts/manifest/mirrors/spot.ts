/** One place in a file that holds a value. */
export interface Spot {
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

/** The text with every spot saying `value`. Only the characters of values that differ change. */
export function rewrite(text: string, spots: readonly Spot[], value: string): string {
  return spots.toSorted((a, b) => b.start - a.start).reduce(
    (changed, spot) =>
      spot.value === value
        ? changed
        : changed.slice(0, spot.start) + spot.write(value) + changed.slice(spot.end),
    text,
  );
}
