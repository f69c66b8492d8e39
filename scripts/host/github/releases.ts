import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { CodeHost, HostRelease, NewRelease } from "../code-host.ts";
import { type HostAnswer, pathOf } from "../http/answer.ts";
import type { GitHub } from "./context.ts";
import { saidBy } from "./dialect.ts";
import { requireTag } from "./tags.ts";

const releaseSchema = z.object({
  id: z.number(),
  tag_name: z.string(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  immutable: z.boolean().default(false),
  html_url: z.string(),
  upload_url: z.string(),
  published_at: z.string().nullish(),
}).transform((given): HostRelease => ({
  id: String(given.id),
  tag: given.tag_name,
  name: given.name ?? "",
  body: given.body ?? "",
  isDraft: given.draft,
  isPrerelease: given.prerelease,
  isImmutable: given.immutable,
  url: given.html_url,
  publishedAt: given.published_at ?? null,
  // a template: {?name,label}
  uploadUrl: given.upload_url.replace(/\{[^{}]*\}$/, ""),
}));

/** Drafts are in the list alone; the address by tag knows what is published. Of several of one tag the published one counts, then the oldest draft. */
export async function releaseOf({ client, base }: GitHub, tag: string): Promise<HostRelease | null> {
  const published = await client.find(base + pathOf`/releases/tags/${tag}`, releaseSchema);
  if (published !== null) return published;
  const all = await client.list(`${base}/releases`, releaseSchema);
  return all.findLast((release) => release.tag === tag) ?? null;
}

export async function createRelease(
  github: GitHub,
  { tag, name, body, isDraft, isPrerelease, isLatest = false }: NewRelease,
): Promise<HostRelease> {
  const { client, base } = github;
  await requireTag(github, tag);
  const wanted = {
    ...{ tag_name: tag, name, body, draft: isDraft, prerelease: isPrerelease },
    // "true" when it is left out: then every track would take it from the others
    make_latest: String(isLatest && !isDraft && !isPrerelease),
  };
  return await client.write("POST", `${base}/releases`, wanted, releaseSchema, {
    find: () => releaseOf(github, tag),
    also: (answer) => burnt(github, tag, answer),
  });
}

export async function updateRelease(
  { client, base }: GitHub,
  { id }: HostRelease,
  { name, body, isPrerelease }: Parameters<CodeHost["updateRelease"]>[1],
): Promise<HostRelease> {
  const change = { name, body, prerelease: isPrerelease };
  return await client.write("PATCH", base + pathOf`/releases/${id}`, change, releaseSchema);
}

export async function publishRelease(
  github: GitHub,
  release: HostRelease,
  { isLatest = false }: { isLatest?: boolean } = {},
): Promise<HostRelease> {
  if (!release.isDraft) return release;
  await requireTag(github, release.tag);
  const { client, base } = github;
  const change = { draft: false, make_latest: String(isLatest && !release.isPrerelease) };
  return await client.write("PATCH", base + pathOf`/releases/${release.id}`, change, releaseSchema, {
    also: (answer) => burnt(github, release.tag, answer),
  });
}

/** Raises `tag_burnt`, and what a 404 on a release means that is about workflows. */
function burnt({ name }: GitHub, tag: string, answer: HostAnswer): undefined {
  const said = saidBy(answer);
  if (answer.status === 422 && /immutable release/i.test(said)) {
    throw new CommandError(
      "tag_burnt",
      `an immutable release of ${name} had the tag ${tag} once, so no release may have it again: ${said}`,
      "Release the next version: this name is gone for ever, even though the release was deleted.",
      exitCode.refused,
    );
  }
  // GitHub hides what the token lacks here: 404 instead of 403
  if (answer.status === 404) {
    throw new CommandError(
      "host_scope_missing",
      `${name} does not let the token make a release of ${tag}: ${said}`,
      "The token needs contents=write; and workflows=write when the commit changes .github/workflows, which the default token of a workflow never has.",
      exitCode.credentials,
    );
  }
}
