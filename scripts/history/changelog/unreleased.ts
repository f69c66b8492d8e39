import { type Heading, headingName, isVersion, type Outline, outlineOf } from "./parse.ts";

/** Why a changelog can't be read or edited. */
export interface ChangelogProblem {
  code: "changelog_unreleased_missing" | "changelog_unreleased_repeated" | "changelog_links_unknown";
  problem: string;
  hint: string;
}

/** Where what is not yet released stands. */
export interface Section {
  heading: Heading;
  /** The index behind its last character: the next section's heading, or the end. */
  end: number;
}

/** The section `[Unreleased]`, brackets and case aside, at any depth up to 3. */
export function findUnreleased({ headings }: Outline, text: string): Section | ChangelogProblem {
  const found = headings.filter(({ depth, title }) => depth <= 3 && isUnreleased(title));
  const [heading, other] = found;
  if (heading === undefined) {
    return {
      code: "changelog_unreleased_missing",
      problem: "there is no section [Unreleased]",
      hint: "Write this line above the newest version: ## [Unreleased]",
    };
  }
  if (other !== undefined) {
    return {
      code: "changelog_unreleased_repeated",
      problem: `[Unreleased] stands in line ${heading.line} and in line ${other.line}`,
      hint: "Bring both sections together, as a merge should have.",
    };
  }
  return { heading, end: endOf(heading, headings, text) };
}

/** Where what is below a heading ends. */
function endOf(heading: Heading, headings: readonly Heading[], text: string): number {
  const next = headings.find(({ start, depth }) => start > heading.start && depth <= heading.depth);
  return next?.start ?? text.length;
}

function isUnreleased(title: string): boolean {
  return headingName(title).name.toLowerCase() === "unreleased";
}

/** What people wrote for the next version. */
export interface Unreleased {
  /** Nothing but headings and comments. */
  isEmpty: boolean;
  /** Markdown, without the section's own heading and the references at the end of the file; with `\n` between its lines. */
  body: string;
  /** Of the heading, counted from 1. */
  line: number;
}

/** Reads the section `[Unreleased]`. */
export function readUnreleased(text: string): Unreleased | ChangelogProblem {
  const outline = outlineOf(text);
  const section = findUnreleased(outline, text);
  if ("problem" in section) return section;
  const { heading, end } = section;
  const isWithin = ({ start }: { start: number }) => start > heading.start && start < end;
  let body = text.slice(heading.end, end);
  for (const reference of outline.references.filter(isWithin).toReversed()) {
    body = body.slice(0, reference.start - heading.end) + body.slice(reference.end - heading.end);
  }
  return {
    isEmpty: !outline.content.some(isWithin),
    body: body.replaceAll("\r\n", "\n").trim(),
    line: heading.line,
  };
}

/** The changelog with a section [Unreleased] above its newest version, for one that a tool wrote; one that has the section stays. */
export function withUnreleased(text: string): string {
  const outline = outlineOf(text);
  const { headings, eol } = outline;
  if (!("code" in findUnreleased(outline, text))) return text;
  const newest = headings.find(({ depth, title }) => depth <= 3 && isVersion(headingName(title).name));
  const at = newest?.start ?? text.length;
  const before = text.slice(0, at);
  const isApart = before.trim() === "" || before.endsWith(eol + eol);
  const gap = isApart ? "" : before.endsWith(eol) ? eol : eol + eol;
  return `${before}${gap}## [Unreleased]${eol}${newest === undefined ? "" : eol}${text.slice(at)}`;
}

/** What stands under the heading of one of these names, without the heading; null without one. */
export function sectionOf(text: string, names: readonly string[]): string | null {
  const { headings } = outlineOf(text);
  const heading = headings.find(({ title }) => names.includes(headingName(title).name));
  if (heading === undefined) return null;
  return text.slice(heading.end, endOf(heading, headings, text)).replaceAll("\r\n", "\n").trim();
}
