import type { DependencyMove } from "./dependencies.ts";
import type { Entry, Group, Told } from "./entries.ts";
import type { HostLinks } from "./links.ts";
import { inlineMarkdown } from "../../cli/markdown.ts";

/** A heading with lines below it; the first to be shortened has the highest `cut`, and 0 is never shortened by lines. */
export interface Section {
  title: string;
  items: string[];
  cut: number;
}

const groups: readonly { group: Group; title: string; cut: number }[] = [
  { group: "breaking", title: "Breaking changes", cut: 1 },
  { group: "added", title: "Highlights", cut: 2 },
  { group: "fixed", title: "Fixes", cut: 3 },
  { group: "faster", title: "Performance", cut: 3 },
  { group: "reverted", title: "Taken back", cut: 3 },
  { group: "changed", title: "Other changes", cut: 4 },
];

/** What was told, by groups, as items of Markdown lists. Empty groups are left out. */
export function sectionsOf({ entries, dependencies }: Told, links: HostLinks | null): Section[] {
  const sections = groups.map(({ group, title, cut }) => ({
    title,
    cut,
    items: entries.filter((entry) => entry.group === group).map((entry) => itemOf(entry, links)),
  }));
  const moves = dependencies.map((move) => dependencyItem(move, links));
  return [...sections, { title: "Dependencies", items: moves, cut: 5 }].filter(({ items }) =>
    items.length > 0
  );
}

/** One item of a list. */
function itemOf({ scope, text, isMarkdown, notes, pulls }: Entry, links: HostLinks | null): string {
  const [first = "", ...more] = isMarkdown ? text.split("\n") : [inlineMarkdown(text)];
  const lead = scope === null ? "" : `**${inlineMarkdown(scope)}:** `;
  const below = [...more, ...notes.flatMap(noteLines)];
  return [
    `- ${lead}${first}${pullMarks(pulls, links)}`,
    ...below.map((line) => line === "" ? "" : `  ${line}`),
  ]
    .join("\n");
}

function noteLines(note: string): string[] {
  const text = inlineMarkdown(note);
  return text === "" ? [] : ["", text];
}

function dependencyItem({ name, from, to, pulls }: DependencyMove, links: HostLinks | null): string {
  const [before, after] = [from, to].map((version) => version === null ? null : inlineMarkdown(version));
  const move = after === null ? "" : before === null ? ` → ${after}` : ` ${before} → ${after}`;
  return `- ${inlineMarkdown(name)}${move}${pullMarks(pulls, links)}`;
}

/** Without links the bare number: hosts make a link of it on their pages. */
function pullMarks(pulls: readonly number[], links: HostLinks | null): string {
  if (pulls.length === 0) return "";
  const marks = pulls.map((number) => links === null ? `#${number}` : `[#${number}](${links.pull(number)})`);
  return ` (${marks.join(", ")})`;
}
