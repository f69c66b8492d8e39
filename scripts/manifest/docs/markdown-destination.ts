import type { Span } from "./span.ts";

/** Characters; what is longer is no destination, title or label. */
const limits = { destination: 2000, title: 1000, label: 999 };

/** What stands in `](…)`, from behind the bracket: the target, and the index behind the closing one; null when it is no link. */
export function destinationAt(prose: string, from: number): { target: Span; after: number } | null {
  const start = skipSpace(prose, from);
  const target = prose[start] === "<" ? angled(prose, start + 1) : bare(prose, start);
  if (target === null) return null;
  const behind = prose[start] === "<" ? target.end + 1 : target.end;
  let at = skipSpace(prose, behind);
  if (at > behind && prose[at] !== ")") {
    const end = titleEnd(prose, at);
    if (end === -1) return null;
    at = skipSpace(prose, end);
  }
  return prose[at] === ")" ? { target, after: at + 1 } : null;
}

/** The label up to the bracket that closes it; null when none does. */
export function labelAt(prose: string, start: number): Span | null {
  const end = prose.slice(start, start + limits.label).search(/[[\]]/);
  return end === -1 || prose[start + end] !== "]" ? null : { start, end: start + end };
}

function angled(prose: string, start: number): Span | null {
  const end = prose.slice(start, start + limits.destination).search(/[<>\n]/);
  return end === -1 || prose[start + end] !== ">" ? null : { start, end: start + end };
}

/** Up to a space or the bracket that belongs to the link; brackets of its own must close. */
function bare(prose: string, start: number): Span | null {
  let depth = 0;
  for (let at = start; at < start + limits.destination; at++) {
    const character = prose[at];
    if (character === undefined) return null;
    if (character === "\\") at++;
    else if (character === "(") depth++;
    else if (character === ")" && depth-- === 0) return { start, end: at };
    else if (/\s/.test(character)) return depth === 0 ? { start, end: at } : null;
  }
  return null;
}

function titleEnd(prose: string, at: number): number {
  const close = new Map([['"', '"'], ["'", "'"], ["(", ")"]]).get(prose[at] ?? "");
  if (close === undefined) return -1;
  const title = prose.slice(at + 1, at + 1 + limits.title);
  for (let index = 0; index < title.length; index++) {
    if (title[index] === "\\") index++;
    else if (title[index] === close) return at + index + 2;
  }
  return -1;
}

/** Spaces and at most one line end. */
function skipSpace(prose: string, from: number): number {
  let at = from;
  for (let feeds = 0; /[ \t\r\n]/.test(prose[at] ?? "") && feeds < 2; at++) if (prose[at] === "\n") feeds++;
  return at;
}
