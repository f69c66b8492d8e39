import type { EnvFact, MigrationFact } from "../evidence/facts.ts";
import type { Told } from "./entries.ts";
import type { HostLinks } from "./links.ts";
import { inlineMarkdown } from "../../cli/markdown.ts";
import { cutMarkdown } from "./markdown.ts";
import { type Section, sectionsOf } from "./sections.ts";

/** What hosts take at most, in characters: GitHub's pages of releases, and its issues and pull requests. GitLab's take more. */
export const bodyLimits = { release: 125_000, issue: 65_536 } as const;

/** What the page of a release is made of. */
export interface NotesParts {
  told: Told;
  tag: string;
  /** The track's previous tag; null for the first release. */
  previousTag: string | null;
  migrations: readonly MigrationFact[];
  env: readonly EnvFact[];
  /** Markdown for those who upgrade; null without it. */
  upgradeNotes: string | null;
  /** Markdown that is appended; null without it. */
  extra: string | null;
  /** The changelog's path; null without one. */
  changelog: string | null;
  links: HostLinks | null;
  /** Characters. */
  limit: number;
}

/**
 * The page of a release, in Markdown: what commits or change files tell, upgrade steps, migrations and variables since the previous tag, what
 * was written beside, and where the rest is. Not longer than the limit: what is left out is counted, and said with a link.
 */
export function renderNotes(parts: NotesParts): string {
  const { told, links, upgradeNotes, extra } = parts;
  const lists = [
    ...sectionsOf(told, links),
    listOf("Migrations", parts.migrations.map(migrationItem)),
    listOf("Environment variables", parts.env.map(envItem)),
  ].filter(({ items }) => items.length > 0);
  const prose = [
    ...upgradeNotes === null ? [] : [`### Upgrade steps\n\n${upgradeNotes.trim()}`],
    ...extra === null ? [] : [extra.trim()],
  ].filter((text) => text !== "");
  if (lists.length + prose.length === 0) {
    lists.push({ title: "", items: ["Nothing that users notice."], cut: 0 });
  }
  const foot = footOf(parts);
  const whole = joined(lists, prose, foot);
  return whole.length <= parts.limit ? whole : shortenedTo(parts, lists, prose, foot);
}

function listOf(title: string, items: string[]): Section {
  return { title, items, cut: 0.5 };
}

function migrationItem({ file, isDestructive, reasons }: MigrationFact): string {
  const why = isDestructive ? `: **destructive** (${inlineMarkdown(reasons.join(", "))})` : "";
  return `- ${code(file)}${why}`;
}

function envItem({ name, isRequired }: EnvFact): string {
  return `- ${code(name)}${isRequired ? ": **required**" : ": optional"}`;
}

/** Names of files are anybody's words too. */
function code(text: string): string {
  return text.includes("`") ? inlineMarkdown(text) : `\`${text}\``;
}

function footOf({ tag, previousTag, changelog, links }: NotesParts): string {
  const change = links === null
    ? previousTag === null ? "" : `All changes: \`git log ${previousTag}..${tag}\``
    : previousTag === null
    ? ""
    : `All changes: [${previousTag}...${tag}](${links.compare(previousTag, tag)})`;
  const file = changelog === null
    ? ""
    : links === null
    ? `Changelog: \`${changelog}\``
    : `Changelog: [${changelog}](${links.file(changelog, tag)})`;
  return [change, file].filter((line) => line !== "").join("\n");
}

function joined(lists: readonly Section[], prose: readonly string[], foot: string): string {
  const sections = lists.map(({ title, items }) =>
    `${title === "" ? "" : `### ${title}\n\n`}${items.join("\n")}`
  );
  return [...sections, ...prose, foot].filter((text) => text !== "").join("\n\n") + "\n";
}

/** Leaves items out where they are missed least, then cuts prose. */
function shortenedTo(
  parts: NotesParts,
  lists: readonly Section[],
  prose: readonly string[],
  foot: string,
): string {
  const { limit } = parts;
  const shown = lists.map((section) => ({ ...section, items: [...section.items] }));
  for (const section of shown.toSorted((a, b) => b.cut - a.cut)) {
    const over = joined(shown, prose, foot).length - limit;
    if (over > 0) section.items = fewerItems(section.items, over, more(parts));
  }
  const texts = [...prose];
  for (let index = texts.length - 1; index >= 0; index--) {
    const text = texts[index] ?? "";
    const over = joined(shown, texts, foot).length - limit;
    const note = `\n\n*Shortened: ${more(parts)}.*`;
    if (over > 0) texts[index] = cutMarkdown(text, Math.max(0, text.length - over - note.length)) + note;
  }
  const body = joined(shown, texts, foot);
  return body.length <= limit ? body : cutMarkdown(body, limit);
}

function fewerItems(items: readonly string[], over: number, where: string): string[] {
  const last = (count: number) => `- and ${count} more: ${where}`;
  let kept = items.length;
  for (let saved = -last(items.length).length - 1; saved < over && kept > 0;) {
    saved += (items[--kept] ?? "").length + 1;
  }
  return kept === items.length ? [...items] : [...items.slice(0, kept), last(items.length - kept)];
}

/** Where the rest is. */
function more({ tag, previousTag, changelog, links }: NotesParts): string {
  if (links !== null && previousTag !== null) return `[the comparison](${links.compare(previousTag, tag)})`;
  if (links !== null) return `[the release's files](${links.file(changelog ?? "", tag)})`;
  return previousTag === null ? `\`git log ${tag}\`` : `\`git log ${previousTag}..${tag}\``;
}
