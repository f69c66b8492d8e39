import { linesOf } from "../../manifest/text-scan.ts";

/** A heading of a changelog: where its line begins and ends, without the line's end. */
export interface Heading {
  line: number;
  start: number;
  end: number;
  depth: number;
  title: string;
}

/** `[name]: address`: where the address stands. */
export interface Reference {
  name: string;
  start: number;
  end: number;
  url: { start: number; end: number };
}

/** What of a changelog counts for Slipway; everything else is its authors'. */
export interface Outline {
  headings: Heading[];
  references: Reference[];
  /** The lines that are neither blank, heading, comment nor reference. */
  content: { start: number; end: number }[];
  /** What ends the lines that are added: as the file's first line has it. */
  eol: "\n" | "\r\n";
}

const referenceShape = /^ {0,3}\[([^\]]+)\]:[ \t]*(<[^>]*>|\S+)/;

/**
 * Reads a changelog's lines once. What stands in code between fences, or in comments of HTML, is no heading, whatever it looks like. A fence
 * or comment that never closes lasts to the end, as it does for readers.
 */
export function outlineOf(text: string): Outline {
  const outline: Outline = { headings: [], references: [], content: [], eol: eolOf(text) };
  let fence: string | null = null;
  let isComment = false;
  /** What a comment began behind: it lasts until that ends, or what is written after it would be hidden. */
  let owner: { end: number } | null = null;
  for (const { number, start, end } of linesOf(text)) {
    // a BOM is no part of the first heading
    const line = text.slice(start, end).replace(/^\uFEFF/, "");
    if (fence !== null) {
      const mark = line.trim();
      if (mark.startsWith(fence) && mark === mark.charAt(0).repeat(mark.length) && /^ {0,3}\S/.test(line)) {
        fence = null;
      }
      outline.content.push({ start, end });
      continue;
    }
    const rest = withoutComments(line, isComment);
    if (isComment && owner !== null) owner.end = end;
    if (!rest.isOpen || !isComment) owner = null;
    isComment = rest.isOpen;
    if (rest.text.trim() === "") continue;
    fence = rest.isPart ? null : /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] ?? null;
    const heading = headingOf(rest.text);
    const reference = referenceShape.exec(rest.text);
    const place = { start, end };
    if (heading !== null) {
      const found = { line: number, ...place, ...heading };
      outline.headings.push(found);
      owner = found;
    } else if (reference !== null && !rest.isPart) {
      outline.references.push(referenceAt(reference, line, place));
    } else {
      outline.content.push(place);
      owner = place;
    }
  }
  return outline;
}

/** The longest that a heading's words may be; nobody reads a longer one. */
const longestTitle = 500;

/** By hand where blanks end a line: a pattern would look again from every one of them. */
function headingOf(line: string): Pick<Heading, "depth" | "title"> | null {
  const marks = /^ {0,3}(#{1,6})(?=[ \t]|$)/.exec(line);
  if (marks === null) return null;
  const title = line.slice(marks[0].length, marks[0].length + longestTitle).trim();
  return { depth: marks[1]?.length ?? 1, title: title.replace(/(^|\s)#+$/, "").trimEnd() };
}

/** What of a line is outside of comments, and whether one stays open behind it. */
function withoutComments(line: string, isOpen: boolean): { text: string; isOpen: boolean; isPart: boolean } {
  let text = "";
  let at = 0;
  let isPart = isOpen;
  for (;;) {
    const mark = line.indexOf(isOpen ? "-->" : "<!--", at);
    if (!isOpen) text += line.slice(at, mark === -1 ? line.length : mark);
    if (mark === -1) return { text, isOpen, isPart };
    at = mark + (isOpen ? 3 : 4);
    isOpen = !isOpen;
    isPart = true;
  }
}

function referenceAt(
  found: RegExpExecArray,
  line: string,
  { start, end }: { start: number; end: number },
): Reference {
  const [whole, name = "", address = ""] = found;
  const isAngled = address.startsWith("<");
  const bom = end - start - line.length;
  const stop = start + bom + whole.length - (isAngled ? 1 : 0);
  const length = address.length - (isAngled ? 2 : 0);
  return { name, start, end, url: { start: stop - length, end: stop } };
}

function eolOf(text: string): Outline["eol"] {
  const feed = text.indexOf("\n");
  return feed > 0 && text[feed - 1] === "\r" ? "\r\n" : "\n";
}

/** What a heading is called, and the address of its own link; brackets and what follows a dash are taken off. */
export function headingName(title: string): { name: string; isBracketed: boolean; url: string | null } {
  const [, name, url = null] = /^\[([^\]]*)\](?:\(([^)\s]*)\))?/.exec(title) ?? [];
  if (name !== undefined) return { name: name.trim(), isBracketed: true, url };
  return { name: title.replace(/(?<!\s)\s+[-–—(].*$/s, "").trim(), isBracketed: false, url: null };
}

/** Whether a heading or reference of this name is that of a version. */
export function isVersion(name: string): boolean {
  return /^v?\d+\.\d+\.\d+/.test(name);
}
