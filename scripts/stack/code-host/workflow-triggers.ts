import { parse } from "yaml";
import { z } from "zod";
import type { PushEvent } from "./pushes.ts";
import type { Bare } from "./repository.ts";

const patterns = z.array(z.string()).optional();
const pushTrigger = z.looseObject({
  branches: patterns,
  tags: patterns,
  "branches-ignore": patterns,
  "tags-ignore": patterns,
});
const workflow = z.looseObject({
  on: z.union([
    z.string().transform((name) => ({ [name]: null })),
    z.array(z.string()).transform((names) => Object.fromEntries(names.map((name) => [name, null]))),
    z.record(z.string(), z.unknown()),
  ]),
});

/**
 * The workflow files that an event of a push starts, by what stands in the pushed commit. `paths` are not looked at: for tags GitHub does not
 * either. A marked message, as `[skip ci]`, starts none.
 */
export async function startedBy(bare: Bare, event: PushEvent): Promise<string[]> {
  if (event.isDeletion) return [];
  const message = await bare.git("log", "-1", "--format=%B", `${event.sha}^{commit}`) ?? "";
  if (/\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/.test(message)) return [];
  const listed = await bare.git("ls-tree", "--name-only", `${event.sha}^{commit}`, ".github/workflows/") ??
    "";
  const files = listed.split("\n").filter((file) => /\.ya?ml$/.test(file));
  const started = await Promise.all(files.map(async (file) => {
    const { on } = workflow.parse(parse(await bare.git("show", `${event.sha}^{commit}:${file}`) ?? ""));
    return "push" in on && fits(event.ref, pushTrigger.parse(on["push"] ?? {})) ? [file] : [];
  }));
  return started.flat();
}

/** Only `tags` given: no push of a branch, and the other way round. */
function fits(ref: string, on: z.infer<typeof pushTrigger>): boolean {
  const [, kind, name = ""] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  const isTag = kind === "tags";
  const [mine, ignored] = isTag ? [on.tags, on["tags-ignore"]] : [on.branches, on["branches-ignore"]];
  const other = isTag ? on.branches ?? on["branches-ignore"] : on.tags ?? on["tags-ignore"];
  if (mine !== undefined) return included(mine, name);
  if (ignored !== undefined) return !included(ignored, name);
  return other === undefined;
}

/** Later patterns that begin with `!` exclude. */
function included(list: readonly string[], name: string): boolean {
  return list.reduce(
    (is, pattern) =>
      pattern.startsWith("!") ? is && !globOf(pattern.slice(1)).test(name) : is || globOf(pattern).test(name),
    false,
  );
}

/** `*` any but `/`, `**` any, `?` and `+` about the character before, `[a-z]`; the whole name. */
function globOf(pattern: string): RegExp {
  const source = pattern.replace(/\\.|\*\*|[*.(){}|^$]/g, (part) => {
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    return part.length > 1 ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
