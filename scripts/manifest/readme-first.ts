import { findMarkers } from "./markers.ts";
import { lineAt } from "./mirrors/json-text.ts";

/** Headings and their underlines, HTML, pictures and badges. */
const noText = /^(#|=+$|-+$|<|!\[|\[!\[)/;

/**
 * The first line of text before the table, counted from 1; null when the table is the first thing to read. Headings,
 * pictures, badges, comments and the banner are no text.
 */
export function textBeforeTable(readme: string): number | null {
  const table = findMarkers(readme, "table");
  if ("problem" in table) return null;
  const banner = findMarkers(readme, "banner");
  const bannerLines = "span" in banner ? [banner.span.line, lineAt(readme, banner.span.end)] : [];
  const [first = 0, last = 0] = bannerLines;
  const lines = readme.split("\n").map((line) => line.replace("\uFEFF", "").trim());
  let isComment = false;
  for (let number = 1; number < table.span.line; number++) {
    const line = lines[number - 1] ?? "";
    if (number >= first && number <= last) continue;
    const begins: boolean = isComment || line.startsWith("<!--");
    isComment = begins && !line.includes("-->");
    const isHeading = noText.test(line) || /^(=+|-+)$/.test(lines[number] ?? "");
    if (!begins && line !== "" && !isHeading) return number;
  }
  return null;
}
