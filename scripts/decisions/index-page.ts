import { posix } from "node:path";
import { readTarget } from "../manifest/docs/link-target.ts";
import { readMarkdown } from "../manifest/docs/markdown.ts";
import { digitsLike, type RecordName } from "../manifest/docs/record-names.ts";
import { lineFinder, linesOf } from "../manifest/text-scan.ts";

/** A record that an index is to name. */
interface Entry {
  name: string;
  number: number;
  title: string;
  /** YYYY-MM-DD */
  date: string;
}

/** Whether a file of the folder may be the index of its records. */
export function isIndex(name: string): boolean {
  return /^(?:readme|index|toc|_?sidebar|0*-?index)\.(?:md|markdown)$/i.test(name);
}

/**
 * The index with one more record: a line as that of the newest, beside it, where the list goes on. Null when the page lists no records.
 */
export function withEntry(
  path: string,
  text: string,
  records: readonly RecordName[],
  entry: Entry,
): string | null {
  const folder = posix.dirname(path);
  const lineOf = lineFinder(text);
  const listed = readMarkdown(text).links.flatMap(({ text: words, target }) => {
    const to = readTarget(path, text.slice(target.start, target.end))?.path;
    const record = records.find(({ name }) => to === `${folder}/${name}`);
    return record === undefined ? [] : [{ record, words, target, line: lineOf(target.start) }];
  });
  const newest = listed.toSorted((a, b) => b.record.number - a.record.number || b.line - a.line)[0];
  if (newest === undefined) return null;
  const line = [...linesOf(text)].find(({ number }) => number === newest.line);
  if (line === undefined) return null;
  const old = text.slice(line.start, line.end);
  const parts = {
    lead: old.slice(0, newest.words.start - line.start),
    words: text.slice(newest.words.start, newest.words.end),
    between: text.slice(newest.words.end, newest.target.start),
    target: text.slice(newest.target.start, newest.target.end).replace(newest.record.name, entry.name)
      .replace(/#.*/, ""),
    rest: text.slice(newest.target.end, line.end),
  };
  const added = isRow(old) ? rowLike(parts, newest.record, entry) : itemLike(parts, newest.record, entry);
  const lineEnd = text[line.end] === "\r" || text.includes("\r\n") ? "\r\n" : "\n";
  const isDescending =
    listed.some(({ record, line: at }) => record.number < newest.record.number && at < newest.line)
      ? false
      : listed.some(({ record }) => record.number < newest.record.number);
  return isDescending
    ? text.slice(0, line.start) + added + lineEnd + text.slice(line.start)
    : text.slice(0, line.end) + lineEnd + added + text.slice(line.end);
}

interface Parts {
  lead: string;
  words: string;
  between: string;
  target: string;
  rest: string;
}

function isRow(line: string): boolean {
  return /^\s*\|/.test(line);
}

/** `- [28. Words](028-words.md)` and what closes the link; what is said behind it is of the other record. */
function itemLike({ lead, words, between, target, rest }: Parts, record: RecordName, entry: Entry): string {
  const close = rest.slice(0, rest.indexOf(")") + 1);
  const after = /^\s*[-\u2013\u2014:]\s*\S/.exec(rest.slice(close.length)) !== null && isOnlyNumber(words)
    ? `${/^\s*[-\u2013\u2014:]\s*/.exec(rest.slice(close.length))?.[0] ?? ""}${entry.title}`
    : "";
  return withNumber(lead, record, entry) + wordsLike(words, record, entry) + between + target + close + after;
}

/** The other cells of a row: its number, the title, the day, and where a decision begins. */
function rowLike({ lead, words, between, target, rest }: Parts, record: RecordName, entry: Entry): string {
  const titleIsElsewhere = isOnlyNumber(words);
  let isTitled = !titleIsElsewhere;
  const cell = (text: string) => {
    const content = text.trim();
    const before = text.slice(0, text.length - text.trimStart().length);
    const after = text.slice(before.length + content.length);
    if (isOnlyNumber(content)) return before + withNumber(content, record, entry) + after;
    if (/^\d{4}-\d\d-\d\d$/.test(content)) return before + entry.date + after;
    if (/^(?:proposed|accepted|rejected|deprecated|draft|superseded.*)$/i.test(content)) {
      return before + (/^[A-Z]/.test(content) ? "Proposed" : "proposed") + after;
    }
    if (!isTitled && content !== "") {
      isTitled = true;
      return before + entry.title + after;
    }
    return content === "" ? text : `${before}${after}`;
  };
  const close = rest.indexOf("|");
  const cells = close === -1 ? [] : rest.slice(close).split("|").slice(1, -1);
  const before = lead.split("|").map((part, index, all) => index === all.length - 1 ? part : cell(part)).join(
    "|",
  );
  const link = wordsLike(words, record, entry) + between + target +
    (close === -1 ? rest : rest.slice(0, close));
  return `${before}${link}${close === -1 ? "" : ["", ...cells.map(cell), ""].join("|")}`;
}

function isOnlyNumber(words: string): boolean {
  return /^\[?(?:[A-Za-z]{2,12}[-_ #]?)?\d{1,6}\]?$/.test(words);
}

function wordsLike(words: string, record: RecordName, entry: Entry): string {
  if (isOnlyNumber(words)) return withNumber(words, record, entry);
  const lead = /^((?:[A-Za-z]{2,12}[-_ #]?)?\d{1,6}\]?\s?[.:)\u2013\u2014-]*\s*)/.exec(words)?.[1] ?? "";
  return withNumber(lead, record, entry) + entry.title;
}

function withNumber(text: string, record: RecordName, entry: Entry): string {
  return text.replace(
    /\d{1,6}/,
    (digits) => Number(digits) === record.number ? digitsLike(digits, entry.number) : digits,
  );
}
