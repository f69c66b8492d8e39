import { withoutCommands } from "./commanding.ts";
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
  return `[${escapePunctuation(host)}](${url.replace(/[()<>|\\`]/g, percent)})`;
}

/**
 * CommonMark: a backslash before ASCII punctuation makes it literal. `.`, `-` and parentheses mean nothing inside a cell, but GitHub makes
 * links of addresses by itself. What is no character to see, a line end above all, would end the cell.
 */
export function escapeMarkdown(text: string): string {
  return escapePunctuation(text)
    .replace(/\b(https?|ftp|mailto|xmpp):/gi, "$1\\:")
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}\\.`);
}

/** The same inside of a link, where nothing becomes another one. */
function escapePunctuation(text: string): string {
  return withoutCommands(text)
    .replace(/[\\`*_{}[\]|<>~&#!"@]/g, (character) => `\\${character}`);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
