import { hostUrl, markers, pad, type Table, width } from "./rows.ts";

/** The table as GitHub Markdown, columns aligned so that the source reads as well as the page. Ends with a newline. */
export function renderMarkdown(table: Table): string {
  const cells = table.rows.map((row) => [
    markers[row.state],
    escapeMarkdown(row.label),
    row.cell,
    markdownLink(row.host),
  ]);
  const header = ["", "Component", "Build", "Host"];
  const widths = header.map((title, column) =>
    Math.max(3, width(title), ...cells.map((row) => width(row[column] ?? "")))
  );
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => pad(cell, widths[column] ?? 0)).join(" | ")} |`;
  return [
    line(header),
    line(widths.map((length) => "-".repeat(length))),
    ...cells.map(line),
  ].join("\n") + "\n";
}

function markdownLink(host: string): string {
  const url = hostUrl(host);
  if (url === null) return escapeMarkdown(host);
  return `[${escapeMarkdown(host)}](${url.replace(/[()<>|\\`]/g, percent)})`;
}

/** CommonMark: a backslash before ASCII punctuation makes it literal. `.`, `-` and parentheses mean nothing inside a cell. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]|<>~&#!"]/g, (character) => `\\${character}`);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
