/** Colours, cursor movements and titles of a terminal. What does not end is cut where the next one begins, so that no text is read twice. */
// deno-lint-ignore no-control-regex
const escapes = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])/g;

/** A text as a terminal would show it without colours. */
export function withoutEscapes(text: string): string {
  return text.includes("\x1b") ? text.replace(escapes, "") : text;
}
