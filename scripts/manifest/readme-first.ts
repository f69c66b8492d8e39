import { findMarkers } from "./markers.ts";
import { blankComments } from "./text-scan.ts";
import { lineAt } from "./mirrors/json-text.ts";

/**
 * The first line that a reader sees before the table, counted from 1; null when the table is the first thing. The banner and
 * comments don't count.
 */
export function lineBeforeTable(readme: string): number | null {
  const table = findMarkers(readme, "table");
  if ("problem" in table) return null;
  let head = readme.slice(0, table.span.start);
  const banner = findMarkers(readme, "banner");
  if ("span" in banner) {
    const { start, end } = banner.span;
    head = head.slice(0, start) + blank(head.slice(start, end)) + head.slice(end);
  }
  const at = blankComments(head).search(/\S/);
  return at === -1 ? null : lineAt(readme, at);
}

/** As long as the text, with nothing to see. */
function blank(text: string): string {
  return text.replace(/\S/g, " ");
}
