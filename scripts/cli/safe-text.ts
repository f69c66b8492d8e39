/** Colours, which only Slipway itself writes on purpose and which can do no harm. */
const colour = /\p{Cc}\[[0-9;]{0,20}m/uy;
/**
 * What a terminal or a reader obeys instead of showing: control characters, and those that turn the direction of text around. Line ends and
 * tabs stay.
 */
const commanding = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * A text as it may be shown: names, notes, branches and what files hold are others' words, and an escape sequence in them could set the
 * clipboard, hide a line or make a link. Each such character is written as what it is, as `\x1b`.
 */
export function safeText(text: string): string {
  if (!commanding.test(text)) return text;
  let shown = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    colour.lastIndex = at;
    const found = character === "\u001b" ? colour.exec(text)?.[0] : undefined;
    if (found !== undefined) {
      shown += found;
      at += found.length - 1;
    } else if (character === "\r" && text[at + 1] === "\n") shown += character;
    else shown += commanding.test(character) ? escaped(character) : character;
  }
  return shown;
}

/** The same for a line of JSON: it stays the same value. */
export function safeJson(line: string): string {
  return line.replaceAll(new RegExp(commanding, "gu"), (character) => `\\u${hex(character, 4)}`);
}

function escaped(character: string): string {
  return character.charCodeAt(0) < 256 ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`;
}

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, "0");
}
