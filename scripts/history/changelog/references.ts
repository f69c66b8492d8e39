import type { HostLinks } from "../notes/links.ts";
import { headingName, isVersion, type Outline, type Reference } from "./parse.ts";
import type { Splice } from "./splice.ts";
import type { Section } from "./unreleased.ts";

/** A version that comes out of [Unreleased]. */
export interface Finished {
  version: string;
  tag: string;
  previousTag: string | null;
}

/** How the pages of a comparison and of a release are addressed; null when nobody knows. */
export type ChangelogLinks = Pick<HostLinks, "compare" | "release">;

/**
 * What the references at the end become: `[unreleased]` compares from the new tag on, and the new version gets one of its own. A file without
 * references gets none. Null when it has some and nobody knows the address of the host.
 */
export function referenceSplices(
  text: string,
  outline: Outline,
  { version, tag, previousTag }: Finished,
  given: ChangelogLinks | null,
): Splice[] | null {
  const unreleased = outline.references.find(({ name }) => name.toLowerCase() === "unreleased");
  const first = unreleased ?? outline.references.find(({ name }) => isVersion(name));
  if (first === undefined) return [];
  const links = given ?? linksLike(text.slice(first.url.start, first.url.end));
  if (links === null) return null;
  const url = previousTag === null ? links.release(tag) : links.compare(previousTag, tag);
  const line = `[${version}]: ${url}`;
  if (unreleased === undefined) return [{ start: first.start, end: first.start, text: line + outline.eol }];
  return [
    { ...unreleased.url, text: links.compare(tag, "HEAD") },
    { start: unreleased.end, end: unreleased.end, text: outline.eol + line },
  ];
}

/** The address that the heading itself links to becomes that of the next comparison; the new one links to its own. */
export function inlineLink(
  { heading }: Section,
  { tag, previousTag }: Finished,
  given: ChangelogLinks | null,
): { unreleased: string; version: string } | null {
  const { url } = headingName(heading.title);
  const links = given ?? (url === null ? null : linksLike(url));
  if (links === null) return null;
  return {
    unreleased: links.compare(tag, "HEAD"),
    version: previousTag === null ? links.release(tag) : links.compare(previousTag, tag),
  };
}

/** As an address in the file has it. */
function linksLike(url: string): ChangelogLinks | null {
  const base = /^(https?:\/\/.+\/)(?:compare\/|releases\/|commits\/|tree\/)/.exec(url)?.[1];
  if (base === undefined) return null;
  const release = base.endsWith("/-/") ? "releases/" : "releases/tag/";
  return {
    compare: (from, to) => `${base}compare/${from}...${to}`,
    release: (tag) => `${base}${release}${encodeURIComponent(tag)}`,
  };
}

/** Which reference a version has already; undefined without one. */
export function referenceOf({ references }: Outline, version: string): Reference | undefined {
  return references.find(({ name }) => name === version);
}
