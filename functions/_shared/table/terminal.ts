import { columnWidths, markers, pad, type Table } from "./rows.ts";

/** The table for a terminal: plain text without colours, so that it can be piped. Ends with a newline. */
export function renderTerminal(table: Table): string {
  const widths = columnWidths(table.rows);
  const rows = table.rows.map((row) =>
    `${markers[row.state]} ${pad(row.label, widths.label)}  ${pad(row.cell, widths.cell)}  ${row.host}`
      .trimEnd()
  );
  const footer = table.auditHead === "" ? [] : ["", `audit ${table.auditHead}`];
  return [
    table.headline === "" ? table.project : `${table.project} · ${table.headline}`,
    "",
    ...rows,
    ...footer,
  ]
    .join("\n") + "\n";
}
