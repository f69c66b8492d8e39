import { linesOf } from "../text-scan.ts";

/** A Markdown text as blocks: what is prose, and its headings. */
interface Blocks {
  /** As long as the text: everything that shows as it is written (fences, indented code, front matter) is blank. */
  prose: string;
  headings: string[];
}

interface Fence {
  mark: string;
  length: number;
}

/** Raw HTML in which Markdown means nothing. */
const rawHtml = /^ {0,3}<(pre|script|style|textarea)[\s>]/i;

/** Tells prose from code, line by line, in one pass; a fence that never closes goes on to the end, as on a code host. */
export function readBlocks(text: string): Blocks {
  const headings: string[] = [];
  const parts: string[] = [];
  const state = { fence: null as Fence | null, raw: "", isIndented: false, isInList: false, before: "" };
  let frontMatter = /^\uFEFF?---[ \t]*\r?$/.test(text.slice(0, lineEnd(text)));
  for (const { number, start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    const next = end < text.length ? text.slice(end, text.indexOf("\n", end) + 1) : "";
    const isCode = frontMatter || isCodeLine(state, line);
    if (frontMatter && number > 1 && /^(---|\.\.\.)[ \t]*$/.test(line)) frontMatter = false;
    if (!isCode) {
      const heading = headingOf(line, state.before);
      if (heading !== null) headings.push(heading);
    }
    state.before = isCode ? "" : line;
    parts.push(isCode ? " ".repeat(line.length) : line, next);
  }
  return { prose: parts.join(""), headings };
}

function lineEnd(text: string): number {
  const feed = text.indexOf("\n");
  return feed === -1 ? text.length : feed;
}

interface State {
  fence: Fence | null;
  raw: string;
  isIndented: boolean;
  isInList: boolean;
  before: string;
}

function isCodeLine(state: State, line: string): boolean {
  const inner = insideQuote(line);
  if (state.fence !== null) {
    const { mark, length } = state.fence;
    const close = inner.trim();
    if (close.length >= length && close === mark.repeat(close.length)) state.fence = null;
    return true;
  }
  if (state.raw !== "") {
    if (line.toLowerCase().includes(`</${state.raw}>`)) state.raw = "";
    return true;
  }
  const isBlank = line.trim() === "";
  const isItem = /^[\s*+\d-]/.test(inner) && /^\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)/.test(inner);
  if (!isBlank) {
    state.isInList = isItem || state.isInList && (/^\s/.test(inner) || state.before.trim() !== "");
  }
  const isDeep = /^(?: {4}|\t)/.test(line) && !isBlank;
  // code begins after a blank line, and blank lines are in it
  const mayBegin = state.isIndented || state.before.trim() === "";
  state.isIndented = !state.isInList && mayBegin && (isDeep || isBlank && state.isIndented);
  if (state.isIndented) return !isBlank;
  state.fence = inner.includes("```") || inner.includes("~~~") ? fenceOf(inner) : null;
  if (state.fence !== null) return true;
  const raw = rawHtml.exec(line)?.[1]?.toLowerCase() ?? "";
  if (raw !== "" && !line.toLowerCase().includes(`</${raw}>`)) state.raw = raw;
  return raw !== "";
}

/** A line without the marks of the quotes that it is in. */
function insideQuote(line: string): string {
  return line.slice(endOfAll(/ {0,3}> ?/y, line, 0));
}

/** Where a pattern that stands again and again ends; a group that repeats would remember each time, of a line as long as a memory. */
function endOfAll(pattern: RegExp, line: string, at: number): number {
  for (pattern.lastIndex = at; pattern.test(line);) at = pattern.lastIndex;
  return at;
}

function fenceOf(line: string): Fence | null {
  const content = line.slice(
    endOfAll(/(?:[-*+]|\d{1,9}[.)])\s+/y, line, line.length - line.trimStart().length),
  );
  const run = /^(?:`{3,}|~{3,})/.exec(content)?.[0];
  // three backticks that close on their line are a code span
  if (run === undefined || run.startsWith("`") && content.includes("`", run.length)) return null;
  return { mark: run.slice(0, 1), length: run.length };
}

function headingOf(line: string, before: string): string | null {
  const inner = insideQuote(line);
  const marks = /^ {0,3}#{1,6}(?=[ \t]|$)/.exec(inner)?.[0];
  if (marks !== undefined) return withoutClosing(inner.slice(marks.length).trim());
  const isUnderline = /^ {0,3}(?:=+|-+)[ \t]*$/.test(inner);
  const isParagraph = before.trim() !== "" && !/^ {0,3}(?:#{1,6}[ \t]|[-*+>|]|\d{1,9}[.)][ \t])/.test(before);
  return isUnderline && isParagraph ? before.trim() : null;
}

/** `# heading ##`: by hand, because a pattern tied to the end would look again from every mark. */
function withoutClosing(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "#") end--;
  return end === 0 || /\s/.test(text[end - 1] ?? "") ? text.slice(0, end).trim() : text;
}
