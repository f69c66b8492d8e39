import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { CodeHost, HostRelease, NewRelease, TagRef } from "../code-host.ts";
import { pathOf } from "../http/answer.ts";
import { type GitLab, unsupported } from "./dialect.ts";

const tagSchema = z.object({ name: z.string(), target: z.string(), commit: z.object({ id: z.string() }) });

export async function tagRef({ client, base }: GitLab, name: string): Promise<TagRef | null> {
  const found = await client.find(base + pathOf`/repository/tags/${name}`, tagSchema);
  if (found === null) return null;
  const { target: sha, commit } = found;
  return { name, sha, isAnnotated: sha !== commit.id, commit: commit.id };
}

const releaseSchema = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  released_at: z.string().nullish(),
  _links: z.object({ self: z.string().nullish() }).nullish(),
}).transform((given): HostRelease => ({
  // GitLab knows a release by its tag
  id: given.tag_name,
  tag: given.tag_name,
  name: given.name ?? "",
  body: given.description ?? "",
  ...{ isDraft: false, isPrerelease: false, isImmutable: false, uploadUrl: null },
  url: given._links?.self ?? "",
  publishedAt: given.released_at ?? null,
}));

export async function releaseOf({ client, base }: GitLab, tag: string): Promise<HostRelease | null> {
  return await client.find(base + pathOf`/releases/${tag}`, releaseSchema);
}

export async function createRelease(
  gitlab: GitLab,
  { tag, name, body, isDraft, isPrerelease, isLatest = false }: NewRelease,
): Promise<HostRelease> {
  if (isDraft) throw unsupported(gitlab.name, "a release that is a draft");
  if (isPrerelease) throw unsupported(gitlab.name, "a release that is marked as a prerelease");
  if (isLatest) throw unsupported(gitlab.name, "saying which release is the latest: the newest one is");
  if (await tagRef(gitlab, tag) === null) {
    throw new CommandError(
      "tag_missing",
      `${gitlab.name} has no tag ${tag}, so nothing is released by that name`,
      `Push the tag first: git push origin refs/tags/${tag}.`,
      exitCode.refused,
    );
  }
  const wanted = { tag_name: tag, name, description: body };
  const find = () => releaseOf(gitlab, tag);
  return await gitlab.client.write("POST", `${gitlab.base}/releases`, wanted, releaseSchema, { find });
}

export async function updateRelease(
  { client, base, name: host }: GitLab,
  { tag }: HostRelease,
  { name, body, isPrerelease }: Parameters<CodeHost["updateRelease"]>[1],
): Promise<HostRelease> {
  if (isPrerelease) throw unsupported(host, "a release that is marked as a prerelease");
  const change = { name, description: body };
  return await client.write("PUT", base + pathOf`/releases/${tag}`, change, releaseSchema);
}
