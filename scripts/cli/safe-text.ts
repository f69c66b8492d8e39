/**
 * What a terminal or a reader obeys instead of showing: control characters, and those that turn the direction of text around. Line ends and
 * tabs stay.
 */
const commanding = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Each of them. */
export const everyCommand = new RegExp(commanding, "gu");

/**
 * A text as it may be shown: names, notes, branches and what files hold are others' words, and an escape sequence in them could set the
 * clipboard, hide what follows or make a link. Each such character is written as what it is, as `\x1b`, colours included: Slipway's own are
 * put around a text that went through here.
 */
export function safeText(text: string): string {
  if (!commanding.test(text)) return text;
  return text.replaceAll(
    everyCommand,
    (character, at: number) => character === "\r" && text[at + 1] === "\n" ? character : escaped(character),
  );
}

/** The same for a line of JSON: it stays the same value. */
export function safeJson(line: string): string {
  return line.replaceAll(everyCommand, (character) => `\\u${hex(character, 4)}`);
}

function escaped(character: string): string {
  return character.charCodeAt(0) < 256 ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`;
}

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, "0");
}
