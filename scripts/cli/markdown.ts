import { safeText } from "./safe-text.ts";

/**
 * What a code host would act on, wherever it stands: addresses become links, `@name` is told, and `owner/name#12` would leave a mark in somebody
 * else's project. A host looks for these in the page that it has made, where nothing is escaped any more; in code it does not look. Each begins
 * where no such word goes on, so that a long line is read once.
 */
const acting =
  /(\b[a-z][a-z0-9+.-]{0,30}:\/\/\S+|\b(?:mailto|xmpp):\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-][\w.-]*|(?<!\w)@[A-Za-z0-9][\w.-]*(?:\/[\w.-]+){0,20}|(?<![\w./-])[\w.-]+\/[\w.-]+[#!]\d+)/i;

/**
 * Words of others as one line of Markdown that shows them and does nothing else: no HTML, no image, no link, no emphasis, no block of its own, no code that
 * never ends, nobody who is told of it, and nothing that a terminal obeys. What a host would act on becomes code.
 */
export function inlineMarkdown(text: string): string {
  const line = safeText(text).replace(/\s+/g, " ").trim();
  // a run of three could begin a block, so one mark stands for all of a run
  const spans = line.replace(/`+/g, "`").split("`");
  // an odd number of marks is no code: the last one is only a character
  const code = spans.length % 2 === 0 ? spans.length - 2 : spans.length - 1;
  const shown = spans.map((span, index) => {
    if (index > code) return "\\`" + plain(span);
    return index % 2 === 1 ? `\`${span}\`` : plain(span);
  }).join("");
  return shown.replace(/^(>|~|#(?=#*\s)|[+*-](?=\s))/, "\\$1").replace(/^(\d+)([.)])(?=\s)/, "$1\\$2");
}

function plain(text: string): string {
  return text.split(acting).map((piece, at) => at % 2 === 1 ? `\`${piece}\`` : escaped(piece)).join("");
}

function escaped(text: string): string {
  return text
    .replace(/\\/g, "\\\\")
    .replace(/\*|~(?=~)|(?<!\w)_|_(?!\w)/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/!\[/g, "!\\[")
    .replace(/\]\(/g, "]\\(")
    // a line elsewhere in the page could say where they lead
    .replace(/\](?=[[:])/g, "\\]");
}
