import type { Finding } from "../../cli/command-error.ts";
import type { ReviewThread } from "../../host/code-host.ts";

/** What a list of a pull request is judged by. */
interface Answers {
  /** `gates.checklist`: what every pull request answers. */
  items: readonly string[];
  /** The text of the pull request. */
  body: string;
  threads: readonly ReviewThread[];
  /** Every finding of a robot that nobody settled blocks, not only a serious one. */
  neutralBlocks: boolean;
}

/**
 * What is not answered: an item without a ticked box and without an explained "n/a" beside it, and threads of reviews that are not resolved and
 * say P0 or P1.
 */
export function checklistGaps({ items, body, threads, neutralBlocks }: Answers): Finding[] {
  const lines = boxesIn(body);
  const open = threads.filter(({ isResolved, body, isByBot }) =>
    !isResolved && (/\bP[01]\b/.test(body) || neutralBlocks && isByBot)
  );
  return [
    ...items.flatMap((item) => gapOf(item, lines.filter((line) => itemOf(line, items) === item))),
    ...open.map(({ body, author, path, url }): Finding => ({
      code: "thread_unresolved",
      message: `${author ?? "somebody"}${path === null ? "" : ` on ${path}`}: ${firstLine(body)}`,
      hint: `Settle it and resolve the thread: ${url}`,
    })),
  ];
}

/** An item of the text: a line of a list, with a box or without. */
interface Line {
  isTicked: boolean;
  text: string;
}

/** Comments and code are no answers: templates explain themselves there. */
function boxesIn(body: string): Line[] {
  const shown = body.replace(/<!--[\s\S]*?(-->|$)/g, "")
    .replace(/^ {0,3}(```|~~~)[\s\S]*?(^ {0,3}\1|(?![\s\S]))/gm, "");
  return shown.split(/\r?\n/).flatMap((line) => {
    const [, box, text] = /^\s*(?:[-*+]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/s.exec(line) ?? [];
    return text === undefined ? [] : [{ isTicked: box === "x" || box === "X", text }];
  });
}

/** The item that a line begins with; the longest one, where one begins as another does. */
function itemOf({ text }: Line, items: readonly string[]): string | undefined {
  const said = ` ${plain(text)} `;
  return items.filter((item) => said.startsWith(` ${plain(item)} `))
    .sort((a, b) => b.length - a.length)[0];
}

function gapOf(item: string, lines: readonly Line[]): Finding[] {
  if (lines.some((line) => line.isTicked || isExplained(line, item))) return [];
  const isThere = lines.length > 0;
  return [{
    code: isThere ? "item_unanswered" : "item_missing",
    message: isThere ? `"${item}" is neither ticked nor explained` : `"${item}" is not in the text`,
    hint: `Write "- [x] ${item}", or "- [ ] ${item} — n/a: why".`,
  }];
}

/** At least one word says why it is not applicable. */
function isExplained({ text }: Line, item: string): boolean {
  const [, why = ""] = /\b(?:n\/a|not applicable)\b(.*)$/is.exec(text) ?? [];
  return plain(why) !== "" && plain(text) !== plain(item);
}

/** Letters and digits alone: people emphasise, quote and punctuate. */
function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function firstLine(body: string): string {
  const line = body.split("\n").map((one) => one.trim()).find((one) => one !== "") ?? "";
  return line.replace(/!\[([^\][]*)\]\([^()]*\)/g, "$1").slice(0, 160);
}
