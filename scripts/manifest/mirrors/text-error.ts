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
