import type { Tree } from "../tree.ts";
import { matcherOf, placeOf } from "../ownership.ts";
import { listFiles, type Listing } from "./listing.ts";
import { type Markdown, readMarkdown } from "./markdown.ts";

/** The files that documentation is in and leads to, each read once. */
export interface DocFiles {
  listing: Listing;
  /** The text; null when it is no file, or none in UTF-8. */
  text(path: string): Promise<string | null>;
  /** How many lines the text has; null when it is none. */
  lines(path: string): Promise<number | null>;
  markdown(path: string): Promise<Markdown | null>;
  /** The paths that one of these patterns matches. */
  matching(patterns: readonly string[], isMeant?: (path: string) => boolean): string[];
}

/** Lists the repository; reads nothing yet. */
export async function openDocFiles({ root, tree }: { root: string; tree: Tree }): Promise<DocFiles> {
  const listing = await listFiles({ root, tree });
  const text = oncePerPath((path) => readText(tree, path));
  const of = <Value>(read: (content: string) => Value) =>
    oncePerPath(async (path) => {
      const content = await text(path);
      return content === null ? null : read(content);
    });
  return {
    listing,
    text,
    lines: of(countLines),
    markdown: of(readMarkdown),
    matching(patterns, isMeant = () => true) {
      const matchers = patterns.map(quickMatcher);
      return [...listing.files].filter((path) => isMeant(path) && matchers.some((matches) => matches(path)))
        .sort();
    },
  };
}

function oncePerPath<Value>(read: (path: string) => Promise<Value>): (path: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (path) => {
    const value = known.get(path) ?? read(path);
    known.set(path, value);
    return value;
  };
}

/** Asks the pattern only about paths that have what it has before its first and behind its last wildcard: most have not. */
function quickMatcher(pattern: string): (path: string) => boolean {
  const matches = matcherOf(pattern);
  const place = placeOf(pattern);
  const first = place.search(/[*?{]/);
  if (first === -1) return matches;
  const start = place.slice(0, first);
  const rest = place.slice(first).split(/[*?{}]/).at(-1) ?? "";
  return (path) => path.startsWith(start) && path.includes(rest) && matches(path);
}

async function readText(tree: Tree, path: string): Promise<string | null> {
  const bytes = await tree.read(path);
  if (bytes === null) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function countLines(text: string): number {
  let count = text.endsWith("\n") ? 0 : 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** Whether it is a page of documentation. */
export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}
