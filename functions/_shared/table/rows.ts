import { eastAsianWidth } from "get-east-asian-width";
import type { Change, TableComponent } from "../contract/deliveries.ts";
import { withoutCommands } from "./commanding.ts";

/** moved: bumped in this announcement; again: announced once more; same: nothing new. */
type RowState = "moved" | "again" | "same";

/** One line of the post-ship table, the same on every surface. */
export interface Row {
  state: RowState;
  label: string;
  /** `(131)` or `(130 → 131)` */
  cell: string;
  /** Empty when the component has none. */
  host: string;
}

export interface Table {
  project: string;
  /** What moved, for example `ios 130 → 131`. */
  headline: string;
  rows: Row[];
  /** Where the audit chain stood, `<seq>:<hex>`, or empty. */
  auditHead: string;
}

export interface TableInput {
  project: string;
  forced: boolean;
  changes: Change[];
  /** Already in row order. */
  components: TableComponent[];
  auditHead: string | null;
}

export const markers: Record<RowState, string> = { moved: "●", again: "↻", same: "○" };

/** A head as a chat shows it: enough of the hash that nobody makes another that begins so, and `ship.verify_audit` takes it. */
export function shortHead(auditHead: string): string {
  return auditHead.replace(/(?<=^\d+:[0-9a-f]{16})[0-9a-f]+$/, "");
}

const longestLabel = 64;
const longestHost = 253;
const mostNamed = 20;

/** The rows in the order of `components`: no surface sorts, filters or shortens on its own, so they can't disagree. */
export function buildTable({ project, forced, changes, components, auditHead }: TableInput): Table {
  const changeOf = new Map(changes.map((change) => [change.component, change]));
  const labelOf = new Map(components.map((component) => [component.key, component.label]));
  const rows = components.map((component): Row => {
    const change = changeOf.get(component.key);
    const previous = change?.previous_build ?? component.build;
    const current = change?.build ?? component.build;
    return {
      state: change === undefined ? "same" : forced ? "again" : "moved",
      label: clean(component.label, longestLabel),
      cell: `(${step(previous, current)})`,
      host: clean(component.host ?? "", longestHost),
    };
  });
  const named = changes.slice(0, mostNamed).map((change) => {
    const label = clean(labelOf.get(change.component) ?? change.component, longestLabel);
    return `${label} ${step(change.previous_build ?? change.build, change.build)}`;
  });
  const more = changes.length > mostNamed ? ` and ${changes.length - mostNamed} more` : "";
  const again = forced ? " (announced again)" : "";
  return {
    project: clean(project, longestLabel),
    headline: `${named.join(", ")}${more}${again}`,
    rows,
    auditHead: clean(auditHead ?? "", 96),
  };
}

function step(previous: number, current: number): string {
  return previous === current ? `${current}` : `${previous} → ${current}`;
}

/** Nobody sees them, and terminals and formatters disagree about their width: soft hyphen, zero-width space, marks of direction. */
const invisible = /[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff]/g;

/** One line, no control or text-direction characters (terminals obey them), bounded in code points. */
export function clean(text: string, longest: number): string {
  const line = withoutCommands(text.replace(invisible, "")).replace(/\s+/g, " ").trim();
  const points = [...line];
  return points.length <= longest ? line : `${points.slice(0, longest - 1).join("")}…`;
}

/** Display widths of the label and cell columns. */
export function columnWidths(rows: readonly Row[]): { label: number; cell: number } {
  return {
    label: Math.max(0, ...rows.map((row) => width(row.label))),
    cell: Math.max(0, ...rows.map((row) => width(row.cell))),
  };
}

export function pad(text: string, toWidth: number): string {
  return text + " ".repeat(Math.max(0, toWidth - width(text)));
}

const part = "\\p{Extended_Pictographic}\\ufe0f?\\p{Emoji_Modifier}?";
/** Every emoji has one of these. */
const inEmoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20e3]/u;
let emoji: RegExp | undefined;
/**
 * One emoji, however many code points make it: a family, a flag, a key, one with a skin tone or that can have one. Made for the first text that
 * has any: to make and use it takes 25 ms, a quarter of what `slipway check` may.
 */
function emojiPattern(): RegExp {
  return emoji ??= new RegExp(
    `${part}(?:\\u200d${part})+|\\p{RGI_Emoji}|[0-9#*]\\ufe0f?\\u20e3|\\p{Emoji_Modifier_Base}`,
    "gv",
  );
}

const mark = /[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Control}]/u;

/**
 * How many columns a text takes in a fixed-width font: two for an emoji and for an East Asian wide character, none for a mark on the character
 * before. Prettier counts so as well: a README that it formats keeps its table.
 */
export function width(text: string): number {
  // nearly every text
  if (/^[ -~]*$/.test(text)) return text.length;
  const emojis = inEmoji.test(text) ? text.match(emojiPattern())?.length ?? 0 : 0;
  const plain = emojis > 0 ? text.replace(emojiPattern(), "") : text;
  const rest = [...plain].filter((character) => !mark.test(character));
  return rest.reduce((sum, character) => sum + eastAsianWidth(character.codePointAt(0) ?? 0), 2 * emojis);
}

/** The https address of a host, or null when it is not one that may become a link. */
export function hostUrl(host: string): string | null {
  const url = URL.canParse(`https://${host}`) ? new URL(`https://${host}`) : null;
  if (url === null || host === "" || url.username !== "" || url.password !== "") return null;
  return url.pathname === "/" && !host.endsWith("/") ? url.href.slice(0, -1) : url.href;
}
