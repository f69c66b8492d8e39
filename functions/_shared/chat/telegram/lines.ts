import { withoutCommands } from "../../table/commanding.ts";
import { hostUrl } from "../../table/rows.ts";

/** A line of HTML and what Telegram counts of it after parsing the entities. */
export interface Line {
  html: string;
  /** UTF-16 units of the visible text. */
  units: number;
  entities: number;
}

/** Bot API: "1-4096 characters after entities parsing", counted in UTF-16 units. */
export const mostUnits = 4096;
/** Telegram silently ignores formatting after the 100th entity of a message: the last rows would lose their links. */
const mostEntities = 100;

/** The lines in parts that each are a valid message, cut between lines only. */
export function packLines(lines: Line[]): string[] {
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

export function plain(text: string): Line {
  return { ...shown(text, (html) => html), entities: 0 };
}

export function bold(text: string): Line {
  return { ...shown(text, (html) => `<b>${html}</b>`), entities: 1 };
}

export function code(text: string): Line {
  return { ...shown(text, (html) => `<code>${html}</code>`), entities: 1 };
}

export function link(host: string): Line {
  const url = hostUrl(host);
  if (url === null) return plain(host);
  return { ...shown(host, (html) => `<a href="${escapeHtml(url)}">${html}</a>`), entities: 1 };
}

export function join(lines: Line[]): Line {
  return {
    html: lines.map((line) => line.html).join(""),
    units: lines.reduce((sum, line) => sum + line.units, 0),
    entities: lines.reduce((sum, line) => sum + line.entities, 0),
  };
}

/** Every text of a message comes through here: names of tags and what a server answered are others' words, and phones obey as terminals do. */
function shown(text: string, wrap: (html: string) => string): Pick<Line, "html" | "units"> {
  const line = withoutCommands(text);
  return { html: wrap(escapeHtml(line)), units: line.length };
}

/** The four named entities that Telegram knows. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(
    ">",
    "&gt;",
  ).replaceAll('"', "&quot;");
}
