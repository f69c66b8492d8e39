import { escapeMarkdown } from "../../functions/_shared/table/markdown.ts";
import { pad, width } from "../../functions/_shared/table/rows.ts";
import type { MapRow } from "./map.ts";

/** The where-things-live table as Markdown, aligned, so that it reads well in a terminal and in a page. */
export function renderMap(rows: MapRow[]): string {
  return markdownTable(
    ["Concern", "Where"],
    rows.map(({ concern, paths }) => [escapeMarkdown(concern), paths.map(codeCell).join(", ")]),
  );
}

/** Code in a table cell: the bar is escaped even there, and a backtick needs more of them around it. */
export function codeCell(text: string): string {
  const code = text.replaceAll(/\p{Cc}+/gu, " ").replaceAll("|", "\\|");
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${code}${space}${fence}`;
}

/** Columns as wide as their widest cell; cells are Markdown already. Ends with a newline. */
export function markdownTable(header: string[], rows: string[][]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replace(/\s+/g, " ")));
  const widths = header.map((title, column) =>
    Math.max(3, width(title), ...cells.map((row) => width(row[column] ?? "")))
  );
  const line = (row: string[]) =>
    `| ${widths.map((wide, column) => pad(row[column] ?? "", wide)).join(" | ")} |`;
  return [line(header), line(widths.map((wide) => "-".repeat(wide))), ...cells.map(line)].join("\n") + "\n";
}
