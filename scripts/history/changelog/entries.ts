import type { Entry, Group, Told } from "../notes/entries.ts";
import type { HostLinks } from "../notes/links.ts";
import { sectionsOf } from "../notes/sections.ts";
import { type Heading, type Outline, outlineOf } from "./parse.ts";
import { type Splice, spliced } from "./splice.ts";
import { type ChangelogProblem, findUnreleased, type Section } from "./unreleased.ts";

/** Where a changelog tells of what, as Keep a Changelog has it. */
const headings: Readonly<Record<Group | "dependencies", string>> = {
  breaking: "Changed",
  added: "Added",
  fixed: "Fixed",
  faster: "Changed",
  reverted: "Removed",
  changed: "Changed",
  dependencies: "Changed",
};

/** Entries under one heading: items of Markdown lists. */
interface ChangelogGroup {
  heading: string;
  items: string[];
}

/** What was told, under the headings of a changelog. What breaks something says so, and comes first. */
export function changelogGroups({ entries, dependencies }: Told, links: HostLinks | null): ChangelogGroup[] {
  const groups = new Map<string, string[]>();
  const add = (group: keyof typeof headings, told: Told, mark = "") => {
    const items = sectionsOf(told, links).flatMap((section) => section.items);
    const heading = headings[group];
    groups.set(heading, [
      ...groups.get(heading) ?? [],
      ...items.map((item) => item.replace(/^- /, `- ${mark}`)),
    ]);
  };
  const order: readonly Group[] = ["breaking", "added", "fixed", "faster", "changed", "reverted"];
  for (const group of order) {
    const own: Entry[] = entries.filter((entry) => entry.group === group);
    add(group, { entries: own, dependencies: [] }, group === "breaking" ? "**Breaking:** " : "");
  }
  add("dependencies", { entries: [], dependencies });
  const shown = ["Added", "Changed", "Fixed", "Removed"];
  return shown.map((heading) => ({ heading, items: groups.get(heading) ?? [] })).filter(({ items }) =>
    items.length > 0
  );
}

/**
 * The changelog with entries under [Unreleased], each below its heading, which is made where there is none. An entry that stands there already, word
 * for word, is not written again. Every other byte stays.
 */
export function insertEntries(
  text: string,
  groups: readonly ChangelogGroup[],
): { text: string } | ChangelogProblem {
  const outline = outlineOf(text);
  const section = findUnreleased(outline, text);
  if ("problem" in section) return section;
  const written = new Set(
    text.slice(section.heading.end, section.end).split(/\r?\n/).map((line) => line.trim()),
  );
  const fresh = groups.map(({ heading, items }) => ({
    heading,
    items: items.filter((item) => !written.has(item.split("\n")[0]?.trim() ?? "")),
  })).filter(({ items }) => items.length > 0);
  const inside = outline.headings.filter(({ start }) => start > section.heading.start && start < section.end);
  const missing: string[] = [];
  const splices: Splice[] = [];
  for (const { heading, items } of fresh) {
    const own = inside.find(({ title }) => title.trim().toLowerCase() === heading.toLowerCase());
    const lines = items.flatMap((item) => item.split("\n"));
    if (own === undefined) {
      const title = `${"#".repeat(section.heading.depth + 1)} ${heading}`;
      missing.push([title, "", ...lines].join(outline.eol));
    } else splices.push(behind(text, outline, section, own, lines.join(outline.eol)));
  }
  if (missing.length > 0) {
    splices.push(behind(text, outline, section, null, missing.join(outline.eol.repeat(2))));
  }
  return { text: spliced(text, splices) };
}

/** After the last line of what is below a heading, or of the whole section: a list goes on, a new heading stands apart. */
function behind(
  text: string,
  { headings, content, eol }: Outline,
  section: Section,
  own: Heading | null,
  added: string,
): Splice {
  const from = own ?? section.heading;
  const next = own === null
    ? undefined
    : headings.find(({ start }) => start > own.start && start < section.end);
  const until = next?.start ?? section.end;
  const within = content.filter(({ start }) => start > from.start && start < until);
  const titles = headings.filter(({ start }) => own === null && start > from.start && start < until);
  const last = Math.max(from.end, ...within.map(({ end }) => end), ...titles.map(({ end }) => end));
  const isList = own !== null && within.length > 0 &&
    isListEnd(text.slice(within.at(-1)?.start, within.at(-1)?.end));
  return { start: last, end: last, text: (isList ? eol : eol + eol) + added };
}

function isListEnd(line: string): boolean {
  return /^\s*([-*+]|\d+[.)])\s/.test(line) || /^\s{2,}\S/.test(line);
}
