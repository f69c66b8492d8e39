import { openDraft } from "./draft.ts";
import { findXcconfig } from "./mirrors/xcconfig.ts";
import type { EditContext } from "./edit-context.ts";
import type { Mirror } from "./schema.ts";
import type { Tree } from "./tree.ts";

/**
 * The whole number above a dotted one, since stores compare part by part; never one that is lower than what the store has, and none
 * where a variable is a link to keep.
 */
export function dottedHint(value: string, build: number): string {
  if (value.includes("$")) {
    return "The number stands elsewhere: mirror the setting of that name, or leave the mirror out.";
  }
  const page = "docs/dotted-builds.md says which whole number comes next, and how to get there.";
  const next = Number(/^\d+(?=\.)/.exec(value)?.[0] ?? NaN) + 1;
  return Number.isSafeInteger(next)
    ? `Write ${Math.max(next, build)} there once: to every store that is higher. ${page}`
    : `Not to be lowered: ${page}`;
}

/** With no line at all the setting is usually inherited from an xcconfig file: the hint names those that carry it. */
export async function projectCountHint(tree: Tree, setting: string, found: number): Promise<string> {
  if (found > 0) return "Correct the project, or `count` in version.json when targets were added or removed.";
  const carriers: string[] = [];
  for (const path of await tree.paths()) {
    if (!path.endsWith(".xcconfig")) continue;
    const file = await openDraft(tree).read(path);
    if ("text" in file && findXcconfig(file.text, setting).length > 0) {
      carriers.push(path);
    }
  }
  if (carriers.length === 0) return "Add the build setting in Xcode, or correct `mirrors` in version.json.";
  return `It stands in ${carriers.join(", ")}: use a mirror of type "xcconfig" for that file.`;
}

/** What to mirror instead of a place that takes its value from another one. */
export async function linkHint(
  context: EditContext,
  mirror: Mirror,
  link: string | undefined,
): Promise<string | undefined> {
  if (mirror.type !== "toml" || link === undefined) return link;
  const { inherited } = await import("./mirrors/toml-find.ts");
  if (link !== inherited) return link;
  const { workspaceRootOf } = await import("./locks/cargo-workspace.ts");
  const root = await workspaceRootOf(context, mirror.file);
  return root === undefined
    ? link
    : `It is inherited from the workspace: mirror /workspace/package/version of ${root} instead.`;
}
