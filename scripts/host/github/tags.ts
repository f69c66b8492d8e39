import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { TagRef } from "../code-host.ts";
import { pathOf } from "../http/answer.ts";
import type { GitHub } from "./context.ts";

const object = z.object({ sha: z.string(), type: z.string() });
const refSchema = z.object({ ref: z.string(), object });
const tagSchema = z.object({ object });

/** The tag by its whole name. */
export async function tagRef({ client, base }: GitHub, name: string): Promise<TagRef | null> {
  const found = await client.find(base + pathOf`/git/ref/tags/${name}`, refSchema);
  if (found === null || found.ref !== `refs/tags/${name}`) return null;
  const { sha, type } = found.object;
  const isAnnotated = type === "tag";
  let target = found.object;
  // a tag may point at a tag
  for (let depth = 0; target.type === "tag" && depth < 5; depth++) {
    target = (await client.get(base + pathOf`/git/tags/${target.sha}`, tagSchema)).object;
  }
  return { name, sha, isAnnotated, commit: target.sha };
}

/** Raises `tag_missing` (exit 5): for a release of a missing tag GitHub would make a lightweight one, somewhere. */
export async function requireTag(github: GitHub, name: string): Promise<TagRef> {
  const found = await tagRef(github, name);
  if (found !== null) return found;
  throw new CommandError(
    "tag_missing",
    `${github.name} has no tag ${name}, so nothing is released by that name`,
    `Push the tag first: git push origin refs/tags/${name}.`,
    exitCode.refused,
  );
}
