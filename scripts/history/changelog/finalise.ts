import { headingName, outlineOf } from "./parse.ts";
import {
  type ChangelogLinks,
  type Finished,
  inlineLink,
  referenceOf,
  referenceSplices,
} from "./references.ts";
import { type Splice, spliced } from "./splice.ts";
import { type ChangelogProblem, findUnreleased } from "./unreleased.ts";

/**
 * The changelog after a release: what stood under [Unreleased] stands under `[X.Y.Z] - YYYY-MM-DD`, and [Unreleased] is empty. Every byte that is
 * not a heading or a reference of these two stays. A changelog that has the version already stays whole. `links` make the references
 * at the end, where the file has such; without them they are made like those that are there. Raises nothing: says what is wrong.
 */
export function finaliseChangelog(
  text: string,
  { date, links, ...finished }: Finished & { date: string; links: ChangelogLinks | null },
): { text: string } | ChangelogProblem {
  const { version, tag } = finished;
  const outline = outlineOf(text);
  const names = [version, `v${version}`, tag];
  if (outline.headings.some(({ title }) => names.includes(headingName(title).name))) return { text };
  const section = findUnreleased(outline, text);
  if ("problem" in section) return section;
  const { heading } = section;
  const { isBracketed, url } = headingName(heading.title);
  const inline = url === null ? null : inlineLink(section, finished, links);
  const references = referenceOf(outline, version) ? [] : referenceSplices(text, outline, finished, links);
  if (references === null || (url !== null && inline === null)) return linksUnknown();

  const title = isBracketed ? `[${version}]${inline === null ? "" : `(${inline.version})`}` : version;
  const line = `${"#".repeat(heading.depth)} ${title} - ${date}`;
  const at = text.indexOf(`](${url})`, heading.start) + 2;
  const splices: Splice[] = [
    ...url === null || inline === null ? [] : [{ start: at, end: at + url.length, text: inline.unreleased }],
    { start: heading.end, end: heading.end, text: outline.eol + outline.eol + line },
    ...references,
  ];
  return { text: spliced(text, splices) };
}

function linksUnknown(): ChangelogProblem {
  return {
    code: "changelog_links_unknown",
    problem: "the changelog links its versions, and nobody knows the address of the new one",
    hint: "Name the code host in version.json: ship.release.host.",
  };
}
