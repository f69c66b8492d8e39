import { pad, width } from "../../functions/_shared/table/rows.ts";

/** Columns that line up. */
export function lines(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => width(row[column] ?? "")))
  );
  return table.map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0)).join("  ").trimEnd());
}
