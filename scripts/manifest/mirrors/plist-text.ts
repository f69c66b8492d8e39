import type { Branch } from "./pointer.ts";
import { TextError } from "./text-error.ts";

/** A value of a property list; of a `<string>` or a number what stands between its tags, without the spaces around it. */
interface PlistNode extends Branch<PlistNode> {
  start: number;
  end: number;
  scalar?: string;
  /** Of a dict: every key, also one that is there twice. */
  pairs?: { name: string; node: PlistNode }[];
}

/** Deeper than any file that people read; each level is a call on the stack. */
const maxDepth = 500;
// a comment, an instruction, a CDATA section, a declaration or a tag; a declaration may hold entities in brackets
const markup =
  /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<![A-Z][^[>]*(?:\[[^\]]*\][^[>]*)?>|<(\/?)([A-Za-z]+)(?:\s[^<>]*?)?(\/?)>/y;

/** Finds every value of an XML property list. Raises TextError. */
export function scanPlist(text: string): PlistNode {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  const fail = (what: string): never => {
    throw new TextError("a property list", at, what);
  };
  /** The next tag, and the text before it. */
  const nextTag = () => {
    const start = at;
    let content = "";
    while (at < text.length) {
      const open = text.indexOf("<", at);
      if (open === -1) break;
      content += decode(text.slice(at, open));
      at = markup.lastIndex = open;
      const found = markup.exec(text) ?? fail("expected a tag");
      at = markup.lastIndex;
      const [, data, slash, name, selfClosed] = found;
      content += data ?? "";
      if (name === undefined) continue;
      const kind = slash === "/" ? "close" as const : selfClosed === "/" ? "empty" as const : "open" as const;
      return { name, kind, from: start, open, content };
    }
    return fail("it ends before it is complete");
  };
  const closing = (name: string) => {
    const tag = nextTag();
    return tag.kind === "close" && tag.name === name ? tag : fail(`expected </${name}>`);
  };
  const valueOf = (tag: ReturnType<typeof nextTag>, depth: number): PlistNode => {
    const start = at;
    if (depth > maxDepth) fail(`more than ${maxDepth} tags within each other`);
    if (tag.kind === "close") fail("expected a value");
    if (tag.kind === "empty") return { start: tag.open, end: at };
    if (tag.name === "dict") return dictOf(tag.open, depth);
    if (tag.name === "array") {
      const items: PlistNode[] = [];
      for (let next = nextTag(); next.kind !== "close"; next = nextTag()) {
        items.push(valueOf(next, depth + 1));
      }
      return { start: tag.open, end: at, items };
    }
    const { open, content } = closing(tag.name);
    if (tag.name !== "string" && tag.name !== "integer") return { start: tag.open, end: at };
    const raw = text.slice(start, open);
    const from = start + raw.length - raw.trimStart().length;
    return { start: Math.min(from, open), end: from + raw.trim().length, scalar: content.trim() };
  };
  const dictOf = (start: number, depth: number): PlistNode => {
    const pairs: { name: string; node: PlistNode }[] = [];
    for (let next = nextTag(); next.kind !== "close"; next = nextTag()) {
      if (next.name !== "key") fail("expected <key>");
      const name = next.kind === "empty" ? "" : closing("key").content.trim();
      pairs.push({ name, node: valueOf(nextTag(), depth + 1) });
    }
    return { start, end: at, pairs, members: new Map(pairs.map(({ name, node }) => [name, node])) };
  };
  const root = nextTag();
  if (root.name !== "plist" || root.kind !== "open") fail("expected <plist>");
  const value = valueOf(nextTag(), 0);
  closing("plist");
  return value;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(raw: string): string {
  return raw.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,8}));/g, (all, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? all;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
