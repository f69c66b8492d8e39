/** What a terminal or a reader obeys instead of showing: control characters, line ends among them, and those that turn the direction of text around. */
const commands = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A text on one line that drives nothing; a space stands for what it had of that. */
export function withoutCommands(text: string): string {
  return text.replace(commands, " ");
}
