import { findMarkers } from "./markers.ts";
import { blankComments } from "./text-scan.ts";
import { lineAt } from "./mirrors/json-text.ts";

/**
 * The first line that a reader sees before the table, counted from 1; null when the table is the first thing. The banner,
 * comments and front matter don't count.
 */
export function lineBeforeTable(readme: string): number | null {
  const table = findMarkers(readme, "table");
  if ("problem" in table) return null;
  const start = frontMatterEnd(readme);
  let head = blank(readme.slice(0, start)) + readme.slice(start, table.span.start);
  const banner = findMarkers(readme, "banner");
  if ("span" in banner) {
    const { start, end } = banner.span;
    head = head.slice(0, start) + blank(head.slice(start, end)) + head.slice(end);
  }
  const at = blankComments(head).search(/\S/);
  return at === -1 ? null : lineAt(readme, at);
}

/** Where a page begins that says things about itself first, between two lines `---`, as site generators read them; 0 without these. */
export function frontMatterEnd(text: string): number {
  return /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(?:[^]*?\r?\n)?\1[ \t]*(?:\r?\n|$)/.exec(text)?.[0].length ?? 0;
}

/** As long as the text, with nothing to see. */
function blank(text: string): string {
  return text.replace(/\S/g, " ");
}
