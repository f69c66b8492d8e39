import type { StoppedRun } from "../schemas.ts";
import { columnWidths, hostUrl, markers, pad, type Row, type Table } from "./rows.ts";

/** A line of HTML and what Telegram counts of it after parsing the entities. */
interface Line {
  html: string;
  /** UTF-16 units of the visible text. */
  units: number;
  entities: number;
}

/** Bot API: "1-4096 characters after entities parsing", counted in UTF-16 units. */
const mostUnits = 4096;
/** Telegram silently ignores formatting after the 100th entity of a message: the last rows would lose their links. */
const mostEntities = 100;

/**
 * The table as Telegram HTML, in parts that each are a valid message: cut on row borders only, every tag closed in its
 * line. The same table always gives the same parts, so that a retry may start at the next one. A link is never inside
 * `<code>`: Telegram allows no entity there.
 */
export function renderTelegram(table: Table): string[] {
  const widths = columnWidths(table.rows);
  const lines: Line[] = [
    join([bold(table.project), plain(table.headline === "" ? "" : ` · ${table.headline}`)]),
    plain(""),
    ...table.rows.map((row) => rowLine(row, widths)),
  ];
  if (table.auditHead !== "") {
    lines.push(plain(""), join([plain("audit "), code(table.auditHead)]));
  }
  return packLines(lines);
}

/** The word that a push run stopped: why, how far it got, that no token was touched, and how to go on. */
export function renderStoppedRun(run: StoppedRun): string[] {
  const why = run.detail === null ? run.reason ?? "unknown" : `${run.reason ?? "unknown"} (${run.detail})`;
  return packLines([
    bold(`Push of ${run.component} stopped`),
    plain(why),
    plain(
      `${run.sent} of ${run.answered} devices told on ${run.topic}, ${run.environment}. No token was touched.`,
    ),
    join([plain("Mend the cause, then: "), code(`select ship.resume_push_run(${run.run});`)]),
  ]);
}

function rowLine(row: Row, widths: { label: number; cell: number }): Line {
  const cells = `${markers[row.state]} ${pad(row.label, widths.label)} ${pad(row.cell, widths.cell)}`;
  return row.host === "" ? code(cells) : join([code(cells), plain(" "), link(row.host)]);
}

function packLines(lines: Line[]): string[] {
  const parts: Line[][] = [];
  let units = 0;
  let entities = 0;
  for (const line of lines) {
    const part = parts.at(-1);
    const fits = part !== undefined && units + 1 + line.units <= mostUnits &&
      entities + line.entities <= mostEntities;
    if (fits) {
      part.push(line);
      units += 1 + line.units;
      entities += line.entities;
    } else {
      parts.push([line]);
      units = line.units;
      entities = line.entities;
    }
  }
  return parts.map((part) => part.map((line) => line.html).join("\n").trim())
    .filter((html) => html !== "");
}

function plain(text: string): Line {
  return { html: escapeHtml(text), units: text.length, entities: 0 };
}

function bold(text: string): Line {
  return { html: `<b>${escapeHtml(text)}</b>`, units: text.length, entities: 1 };
}

function code(text: string): Line {
  return { html: `<code>${escapeHtml(text)}</code>`, units: text.length, entities: 1 };
}

function link(host: string): Line {
  const url = hostUrl(host);
  if (url === null) return plain(host);
  return { html: `<a href="${escapeHtml(url)}">${escapeHtml(host)}</a>`, units: host.length, entities: 1 };
}

function join(lines: Line[]): Line {
  return {
    html: lines.map((line) => line.html).join(""),
    units: lines.reduce((sum, line) => sum + line.units, 0),
    entities: lines.reduce((sum, line) => sum + line.entities, 0),
  };
}

/** The four named entities that Telegram knows. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(
    ">",
    "&gt;",
  ).replaceAll('"', "&quot;");
}
