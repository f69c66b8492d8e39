import { digitsLike } from "../manifest/docs/record-names.ts";
import { readBlocks } from "../manifest/docs/markdown-blocks.ts";

/** A stretch of a text and what stands there instead. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** The heading of a record: where its words are. */
interface Title {
  start: number;
  end: number;
  text: string;
}

/** The first heading of the first level; null when there is none. */
export function findTitle(text: string): Title | null {
  const { prose } = readBlocks(text);
  const found = /^(\uFEFF? {0,3}#[ \t]+)([^\r\n]*)/m.exec(prose);
  if (found === null) return null;
  const start = found.index + (found[1] ?? "").length;
  const words = found[2] ?? "";
  return { start, end: start + words.length, text: words };
}

/** A title's number apart from its words: `28. Words`, `ADR-028: Words`, `[ADR 28] Words`. */
interface NumberedTitle {
  before: string;
  digits: string;
  after: string;
  words: string;
}

/** Null where the title has no number, or begins with one that is a word of it. */
export function readTitleNumber(title: string): NumberedTitle | null {
  const [, before = "", digits = "", after = "", words = ""] =
    /^(\[?(?:(?:ADR|Decision|Record|RFC)(?![A-Za-z])[\s#:_-]{0,3})?#?)(\d{1,6})(?!\d)(\]?\s{0,2}[.:)\u2013\u2014-]*\s*)(.*)$/is
      .exec(title) ?? [];
  if (digits === "") return null;
  const isMarked = before !== "" || /[.:)\]\u2013\u2014-]/.test(after) || words === "" ||
    digits.startsWith("0");
  return isMarked ? { before, digits, after, words } : null;
}

/** The heading and the front matter of a record under another number. */
export function titleEdits(text: string, from: number, to: number): TextEdit[] {
  const title = findTitle(text);
  const inTitle = title === null ? [] : numberEdit(title.text, title.start, from, to);
  return [...inTitle, ...frontMatterEdits(text, from, to)];
}

function numberEdit(title: string, at: number, from: number, to: number): TextEdit[] {
  const parts = readTitleNumber(title);
  if (parts === null || Number(parts.digits) !== from) return [];
  const start = at + parts.before.length;
  return [{ start, end: start + parts.digits.length, text: digitsLike(parts.digits, to) }];
}

const numberKey = /^(id|number|num|nr|adr|adr[_-]?(?:id|number|nr)|record|decision|identifier)$/i;

function frontMatterEdits(text: string, from: number, to: number): TextEdit[] {
  const block = /(?<![\s\S])\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*\r?$/m.exec(text);
  if (block === null || block.index !== 0) return [];
  return [...block[0].matchAll(/^([\w-]+)([ \t]*:[ \t]*["']?)([^\r\n]*)/gm)].flatMap(
    ({ index, 1: key = "", 2: between = "", 3: value = "" }) => {
      const at = index + key.length + between.length;
      if (/^title$/i.test(key)) return numberEdit(value, at, from, to);
      const [, before = "", digits = ""] = numberKey.test(key)
        ? /^([A-Za-z]{0,12}[-_ #]?)(\d{1,6})(?=["']?\s*(?:#.*)?$)/.exec(value) ?? []
        : [];
      if (digits === "" || Number(digits) !== from) return [];
      const start = at + before.length;
      return [{ start, end: start + digits.length, text: digitsLike(digits, to) }];
    },
  );
}
