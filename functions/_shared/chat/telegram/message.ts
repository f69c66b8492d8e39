import type { StoppedRun } from "../../contract/deliveries.ts";
import { columnWidths, markers, pad, type Row, shortHead, type Table } from "../../table/rows.ts";
import type { Notes } from "../chat.ts";
import { bold, code, join, type Line, link, packLines, plain } from "./lines.ts";
import { noteLines } from "./notes.ts";

/**
 * The table as Telegram HTML with the notes below it, in parts that each are a valid message: cut on row borders only,
 * every tag closed in its line. The same table always gives the same parts, so that a retry may start at the next one.
 * A link is never inside `<code>`: Telegram allows no entity there.
 */
export function renderTelegram(table: Table, notes: Notes | null = null): string[] {
  const widths = columnWidths(table.rows);
  const written = notes === null || notes.text.trim() === "" ? [] : noteLines(notes.text);
  const hasRows = written.length === 0 || !notes?.asBody;
  const lines: Line[] = [
    join([bold(table.project), plain(table.headline === "" ? "" : ` · ${table.headline}`)]),
    plain(""),
    ...hasRows ? table.rows.map((row) => rowLine(row, widths)) : [],
    ...hasRows && written.length > 0 ? [plain("")] : [],
    ...written,
  ];
  if (table.auditHead !== "") {
    lines.push(plain(""), join([plain("audit "), code(shortHead(table.auditHead))]));
  }
  return packLines(lines);
}

/** The message that a push run stopped: why, how far it got, that no token was touched, and how to resume it. */
export function renderStoppedRun(run: StoppedRun): string[] {
  const why = run.detail === null ? run.reason ?? "unknown" : `${run.reason ?? "unknown"} (${run.detail})`;
  return packLines([
    bold(`Push of ${run.component} stopped`),
    plain(why),
    plain(
      `${run.sent} of ${run.answered} devices told on ${run.topic}, ${run.apns_environment}. No token was touched.`,
    ),
    join([plain("Fix the cause, then: "), code(`select ship.resume_push_run(${run.run});`)]),
  ]);
}

function rowLine(row: Row, widths: { label: number; cell: number }): Line {
  const cells = `${markers[row.state]} ${pad(row.label, widths.label)} ${pad(row.cell, widths.cell)}`;
  return row.host === "" ? code(cells) : join([code(cells), plain(" "), link(row.host)]);
}
