import { lineFinder } from "../text-scan.ts";
import { readBlocks } from "./markdown-blocks.ts";
import { type InlineLink, readInline, type Reference } from "./markdown-inline.ts";
import { slugsOf } from "./slug.ts";
import type { Span } from "./span.ts";

/** `[label]: target`, on a line of its own. */
interface Definition {
  label: Span;
  target: Span;
}

/** What of a Markdown file leads elsewhere, and where it can be led to. */
export interface Markdown {
  text: string;
  /** Links, images, and what HTML says by href and src. */
  links: InlineLink[];
  definitions: Definition[];
  /** Uses of definitions, and brackets that may be none. */
  references: Reference[];
  code: Span[];
  /** The anchors of headings and of HTML. */
  anchors: Set<string>;
  /** The line of an index, counted from 1. */
  lineOf(index: number): number;
}

/**
 * Reads a Markdown file as code hosts show it, in time that grows with its length: nothing in code, comments or front matter is a link.
 * A scanner of our own, see docs/adr/0003-dependencies.md.
 */
export function readMarkdown(text: string): Markdown {
  const { prose, headings } = readBlocks(text);
  const { links, references, code, ids } = readInline(prose);
  const definitions = [...prose.matchAll(definition)].map(
    ({ index, 1: before = "", 2: label = "", 3: between = "", 4: target = "" }) => {
      const start = index + before.length;
      const at = start + label.length + between.length;
      const isAngled = target.startsWith("<");
      return {
        label: { start, end: start + label.length },
        target: { start: at + (isAngled ? 1 : 0), end: at + target.length - (isAngled ? 1 : 0) },
      };
    },
  );
  const own = headings.flatMap((heading) => /\{#([^{}\s]+)\}$/.exec(heading)?.[1] ?? []);
  return {
    text,
    links,
    definitions,
    references,
    code,
    anchors: new Set([...slugsOf(headings), ...ids, ...own].map((anchor) => anchor.toLowerCase())),
    lineOf: lineFinder(text),
  };
}

// footnotes are none
const definition = /^( {0,3}\[)((?!\^)[^[\]\n]{1,999})(\]:[ \t]*)(<[^<>\n]*>|[^\s<]\S*)/gm;

/** Labels are the same whatever their case and spaces are. */
export function labelKey(label: string): string {
  return label.trim().replaceAll(/\s+/g, " ").toLowerCase();
}
