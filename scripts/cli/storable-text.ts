/** A text that Postgres can't hold: where it stands in a value, and what it holds. */
interface Unstorable {
  path: readonly PropertyKey[];
  what: string;
}

/** Every text in a value of JSON that Postgres can't hold, the names of members as well. What the text says is not repeated. */
export function unstorableTexts(value: unknown, path: readonly PropertyKey[] = []): Unstorable[] {
  if (typeof value === "string") {
    const what = value.includes("\0")
      ? "a NUL character"
      : value.isWellFormed()
      ? null
      : "half of a character";
    return what === null ? [] : [{ path, what }];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => unstorableTexts(one, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [
    ...unstorableTexts(name, path),
    ...unstorableTexts(one, [...path, name]),
  ]);
}

/** The beginning of a text, of at most so many UTF-16 units and never half of a character. */
export function shortened(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}
