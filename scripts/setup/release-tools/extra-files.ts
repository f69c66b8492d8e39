import { posix } from "node:path";
import { z } from "zod";
import type { Snapshot } from "../find/snapshot.ts";
import { pointerOf } from "./json-path.ts";
import type { MirrorWish } from "./mirror-wish.ts";
import { wishAt } from "./version-places.ts";

export const extraFile = z.union([
  z.string().transform((path) => ({ type: "generic", path, jsonpath: undefined, glob: false })),
  z.looseObject({
    type: z.string().default("generic"),
    path: z.string(),
    jsonpath: z.string().optional(),
    glob: z.boolean().default(false),
  }),
]);

/**
 * A file that release-please writes beside a package's own, as mirrors; a sentence for one that has no mirror. Source: its
 * docs/customizing.md, "Updating arbitrary files": paths count from the package, or with a slash in front from the root.
 */
export function extraMirror(
  { type, path, jsonpath, glob }: z.infer<typeof extraFile>,
  folder: string,
  snapshot: Snapshot,
): { wishes: MirrorWish[] } | { problem: string } {
  const file = path.startsWith("/") ? path.slice(1) : posix.join(folder, path);
  if (glob) return { problem: `${path} is a glob: name each file as a mirror` };
  if (!snapshot.files.has(file)) return { problem: `${file} is not there` };
  if (["json", "toml", "yaml"].includes(type)) {
    const pointer = jsonpath === undefined ? undefined : pointerOf(jsonpath);
    if (pointer === undefined) return { problem: `${file}: ${jsonpath} names no single place` };
    return found(file, wishAt(file, [pointer], snapshot), `${pointer} holds no version`);
  }
  if (type !== "generic") return { problem: `${file}: there is no mirror for ${type}` };
  const text = snapshot.read(file) ?? "";
  const marked = markedLines(text);
  const blocks = markedBlocks(text);
  if (blocks === undefined) return { problem: `${file}: a marked block with several versions has no mirror` };
  const wishes = [
    mirrorOf(file, `(${number}).*${onLine}`, marked),
    mirrorOf(file, `${onBlock}[^]*?(${number})`, blocks),
  ];
  if (marked.length + blocks.length > 0) return { wishes: wishes.flatMap((wish) => wish ?? []) };
  return found(file, wishAt(file, ["/version"], snapshot), "no line is marked x-release-please-version");
}

function found(
  file: string,
  wish: MirrorWish | undefined,
  why: string,
): { wishes: MirrorWish[] } | { problem: string } {
  return wish === undefined ? { problem: `${file}: ${why}` } : { wishes: [wish] };
}

const number = String.raw`\d+\.\d+\.\d+(?:-[a-z]+\.\d+)?`;

const onLine = "x-release-please-version";
const onBlock = "x-release-please-start-version";

/** The versions on lines that say they are the version. */
function markedLines(text: string): string[] {
  return text.split("\n").filter((line) => line.includes(onLine)).flatMap((line) => line.match(number) ?? []);
}

/** The version of each block that says it holds the version; undefined when one holds several. */
function markedBlocks(text: string): string[] | undefined {
  const blocks = text.split(onBlock).slice(1).map((part) => part.split("x-release-please-end")[0] ?? "");
  const found = blocks.map((block) => block.match(new RegExp(number, "g")) ?? []);
  return found.some(({ length }) => length !== 1) ? undefined : found.flat();
}

function mirrorOf(file: string, regex: string, versions: readonly string[]): MirrorWish | undefined {
  const [found] = versions;
  if (found === undefined) return undefined;
  const count = versions.length > 1 ? { count: versions.length } : {};
  return { mirror: { type: "text", file, regex, ...count, value: "version" }, found };
}
