import { findTitle } from "./title.ts";

/** What a new record says of itself. */
interface Fill {
  number: number;
  title: string;
  /** The whole heading, in the style of the folder. */
  heading: string;
  /** YYYY-MM-DD */
  date: string;
}

/** Names that a folder's own template has, with adr-tools and MADR. */
const names = /^(?:\.|\d+[-_])?(?:(?:adr|madr|decision|record)[-_])?template\.(?:md|markdown)$/i;

/** The template among the names of a folder, and of its `templates`. */
export function templateIn(folder: string, paths: Iterable<string>): string | undefined {
  const places = [`${folder}/`, `${folder}/templates/`];
  return places.flatMap((place) =>
    [...paths].filter((path) => path.startsWith(place) && names.test(path.slice(place.length))).sort()
  )[0];
}

const ownTemplate = `# TITLE

Date: DATE

## Status

Proposed

## Context

What makes this a question now?

## Decision

What is done, and why this of all that could be done?

## Consequences

What becomes easier, what harder, and what has to be watched?
`;

/** The text of a new record in a folder without a template. */
export function fromOwnTemplate(fill: Fill, lineEnd: string): string {
  return fillTemplate(ownTemplate, fill).replaceAll("\n", lineEnd);
}

/**
 * A team's template as a new record: adr-tools' NUMBER, TITLE, DATE and STATUS, words in braces or brackets where MADR and log4brains have the
 * title and the date. Everything else stays as it is, byte for byte.
 */
export function fillTemplate(template: string, { number, title, heading, date }: Fill): string {
  const place = findTitle(template);
  const hasNumber = place !== null && /\bNUMBER\b|\{number\}/.test(place.text);
  const head = place === null ? 0 : place.end;
  const first = place === null ? "" : template.slice(0, place.start) + (hasNumber ? place.text : heading);
  return (first + template.slice(head))
    .replaceAll(/\bNUMBER\b|\{number\}/g, () => String(number))
    .replaceAll(/\bTITLE\b|\{title\}/g, () => title)
    .replaceAll(/\bDATE\b|\{date\}/g, () => date)
    .replaceAll(/\bSTATUS\b/g, () => "Proposed")
    .replaceAll(
      /^([ \t]*(?:[-*][ \t]+)?["']?\**date\**["']?[ \t]*:\**[ \t]*)(?:["']?[{[<][^\r\n]*[}\]>]["']?|YYYY-MM-DD|)(?=[ \t]*\r?$)/gim,
      (_, before: string) => `${/[ \t]$/.test(before) ? before : `${before} `}${date}`,
    );
}
