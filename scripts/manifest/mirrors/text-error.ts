/** What is wrong with a text that a mirror reads, and where. */
export class TextError extends Error {
  /** `format` is what the text should be, for example `TOML`; `hint` says how to put it right. */
  constructor(
    readonly format: string,
    readonly offset: number,
    what: string,
    readonly hint = "Correct the file.",
  ) {
    super(what);
  }
}

/** Refuses a text that a parser would take too long for: a branch may bring one of any length. Raises TextError. */
export function refuseLong(text: string, most: number): void {
  if (text.length <= most) return;
  const hint = 'Mirror a smaller file, or find the value with a mirror of type "text".';
  throw new TextError("short enough", 0, `it has ${text.length} characters, and only ${most} are read`, hint);
}

/** What parsers say when brackets within brackets fill the stack. */
export const tooDeep = "too many brackets within each other";

/** For `catch`: a text that can't be read has no places; `check` says why. Raises everything else again. */
export function noneIfUnreadable(error: unknown): [] {
  if (error instanceof TextError) return [];
  throw error;
}
