import { destinationAt, labelAt } from "./markdown-destination.ts";
import type { Span } from "./span.ts";

/** A link, an image, or an attribute of HTML that leads somewhere. */
export interface InlineLink {
  /** What is between the brackets; empty of HTML. */
  text: Span;
  /** As it is written. */
  target: Span;
}

/** `[text][label]`, `[label][]` or `[label]`, which only a definition makes a link. */
export interface Reference {
  text: Span;
  label: Span;
  isFull: boolean;
}

interface Inline {
  links: InlineLink[];
  references: Reference[];
  /** What stands between backticks. */
  code: Span[];
  /** What `id` and `name` of HTML make an anchor. */
  ids: string[];
}

/** More than any tag has; what is longer is none. */
const maxTag = 4000;

/** Reads prose once, from its beginning to its end: code spans hide links, a blank line ends every open bracket. */
export function readInline(prose: string): Inline {
  const found: Inline = { links: [], references: [], code: [], ids: [] };
  const ends = [...prose.matchAll(/\n[ \t\r]*\n/g)].map(({ index }) => index);
  let paragraph = 0;
  let open: number[] = [];
  let unclosed = new Set<number>();
  for (let at = 0; at < prose.length;) {
    while ((ends[paragraph] ?? prose.length) < at) {
      paragraph++;
      open = [];
      unclosed = new Set();
    }
    const end = ends[paragraph] ?? prose.length;
    const character = prose[at];
    if (character === "\\") at += 2;
    else if (character === "`") {
      const span = codeAt(prose, at, end, unclosed);
      if (span !== null) found.code.push(span);
      at = span === null ? afterRun(prose, at) : span.end + (span.start - at);
    } else if (character === "<") at = readAngle(prose, at, found);
    else if (character === "[") open.push(++at);
    else if (character === "]") at = close(prose, at, open.pop(), found);
    else at++;
  }
  return found;
}

function afterRun(prose: string, at: number): number {
  while (prose[at] === "`") at++;
  return at;
}

/** The inside of the code span that begins at `at`; what never closes in its paragraph is remembered, so that nobody looks twice. */
function codeAt(prose: string, at: number, end: number, unclosed: Set<number>): Span | null {
  const start = afterRun(prose, at);
  const length = start - at;
  if (unclosed.has(length)) return null;
  for (let next = prose.indexOf("`", start); next !== -1 && next < end;) {
    const after = afterRun(prose, next);
    if (after - next === length) return { start, end: next };
    next = prose.indexOf("`", after);
  }
  unclosed.add(length);
  return null;
}

/** A comment, an autolink or a tag; the index behind it. */
function readAngle(prose: string, at: number, found: Inline): number {
  if (prose.startsWith("<!--", at)) {
    const end = prose.indexOf("-->", at + 4);
    return end === -1 ? prose.length : end + 3;
  }
  const tag = /^<\/?[A-Za-z][^<>]*>/.exec(prose.slice(at, at + maxTag))?.[0];
  if (tag === undefined) return at + 1;
  for (
    const { 1: name = "", 2: before = "", 3: quoted, 4: single, 5: bare, index } of tag.matchAll(attribute)
  ) {
    const value = quoted ?? single ?? bare ?? "";
    const start = at + index + name.length + before.length + (bare === undefined ? 1 : 0);
    if (/^(?:id|name)$/i.test(name)) found.ids.push(value);
    else found.links.push({ text: { start: at, end: at }, target: { start, end: start + value.length } });
  }
  return at + tag.length;
}

const attribute = /\b(href|src|id|name)(\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** A bracket that closes: a link, a use of a definition, or only a bracket; the index to go on from. */
function close(prose: string, at: number, start: number | undefined, found: Inline): number {
  if (start === undefined) return at + 1;
  const text = { start, end: at };
  const next = prose[at + 1];
  if (next === "(") {
    const destination = destinationAt(prose, at + 2);
    if (destination !== null) {
      found.links.push({ text, target: destination.target });
      return destination.after;
    }
  }
  const label = next === "[" ? labelAt(prose, at + 2) : null;
  if (label !== null && label.end > label.start) {
    found.references.push({ text, label, isFull: true });
    return label.end + 1;
  }
  found.references.push({ text, label: text, isFull: false });
  return label === null ? at + 1 : label.end + 1;
}
