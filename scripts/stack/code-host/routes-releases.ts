import { z } from "zod";
import { fail, invalid, notFound, paged, reply } from "./reply.ts";
import { type Asked, Refusal, type Route } from "./route.ts";
import { showRelease } from "./show-release.ts";
import type { StoredRelease } from "./state.ts";

const read = [["contents:read"]] as const;
const write = [["contents:write"], ["contents:write", "workflows:write"]] as const;

/** Releases. */
export const releaseRoutes: readonly Route[] = [
  { method: "GET", path: "/releases", needs: read, handle: listReleases },
  { method: "GET", path: "/releases/latest", needs: read, handle: showLatest },
  { method: "GET", path: "/releases/tags/:", needs: read, handle: showByTag },
  { method: "POST", path: "/releases", needs: write, handle: makeRelease },
  { method: "GET", path: "/releases/:", needs: read, handle: showById },
  { method: "PATCH", path: "/releases/:", needs: write, handle: changeRelease },
  { method: "DELETE", path: "/releases/:", needs: write, handle: deleteRelease },
];

/** Drafts are for those who may write. */
function isVisible({ grant }: Asked, { isDraft }: StoredRelease): boolean {
  return !isDraft || grant.kind === "classic" || grant.permissions?.contents === "write";
}

function listReleases(asked: Asked) {
  const { state, urls } = asked.world;
  const found = state.releases.filter((one) => isVisible(asked, one)).reverse();
  return paged(asked.call, urls.api, found.map((one) => showRelease(asked.world, one)));
}

function showLatest({ world }: Asked) {
  const found = world.state.releases.find(({ id }) => id === world.state.latest);
  return found === undefined ? notFound() : reply(200, showRelease(world, found));
}

function showByTag({ values: [tag = ""], world }: Asked) {
  const found = world.state.releases.find((one) => one.tag === tag && !one.isDraft);
  return found === undefined ? notFound() : reply(200, showRelease(world, found));
}

export function releaseById(asked: Asked, id: string): StoredRelease {
  const found = asked.world.state.releases.find((one) => String(one.id) === id);
  if (found === undefined || !isVisible(asked, found)) throw new Refusal(notFound());
  return found;
}

function showById(asked: Asked) {
  return reply(200, showRelease(asked.world, releaseById(asked, asked.values[0] ?? "")));
}

const fields = {
  tag_name: z.string().min(1),
  target_commitish: z.string().optional(),
  name: z.string().optional(),
  body: z.string().max(125_000).optional(),
  draft: z.boolean().optional(),
  prerelease: z.boolean().optional(),
  make_latest: z.enum(["true", "false", "legacy"]).optional(),
};
const newRelease = z.strictObject(fields);
const releaseChange = z.strictObject({ ...fields, tag_name: fields.tag_name.optional() });

async function makeRelease(asked: Asked) {
  const { world } = asked;
  const { state, number } = world;
  const given = await asked.body(newRelease);
  const release: StoredRelease = {
    id: number(),
    tag: given.tag_name,
    target: given.target_commitish ?? state.defaultBranch,
    name: given.name ?? "",
    body: given.body ?? "",
    isDraft: given.draft ?? false,
    isPrerelease: given.prerelease ?? false,
    ...{ isImmutable: false, publishedAt: null, assets: [] },
  };
  if (state.burntTags.has(release.tag)) return burnt();
  if (!release.isDraft) await publish(asked, release, given.make_latest);
  state.releases.push(release);
  return reply(201, showRelease(world, release));
}

function burnt() {
  return invalid("Release", "tag_name", "custom", "tag_name was used by an immutable release");
}

/** Makes a missing tag, a lightweight one; who may not touch workflows is told that there is nothing. Raises Refusal. */
async function publish(
  { grant, world }: Asked,
  release: StoredRelease,
  latest: "true" | "false" | "legacy" = "true",
): Promise<void> {
  const { state, bare, now } = world;
  if (state.burntTags.has(release.tag)) throw new Refusal(burnt());
  if (state.releases.some((one) => one !== release && one.tag === release.tag && !one.isDraft)) {
    throw new Refusal(invalid("Release", "tag_name", "already_exists"));
  }
  const ref = `refs/tags/${release.tag}`;
  const isNew = await bare.refTarget(ref) === null;
  const commit = await bare.commit(isNew ? release.target : ref);
  if (commit === null) throw new Refusal(invalid("Release", "target_commitish", "invalid"));
  const mayTouch = grant.kind === "classic"
    ? grant.scopes?.includes("workflow")
    : grant.permissions?.workflows;
  const isAllowed = mayTouch && grant.kind !== "workflow";
  if (!isAllowed && await bare.changesWorkflows(commit, state.defaultBranch)) throw new Refusal(notFound());
  if (isNew) await bare.git("update-ref", ref, commit);
  release.isDraft = false;
  release.publishedAt = new Date(now()).toISOString();
  release.isImmutable = state.makesImmutable;
  if (latest !== "false" && !release.isPrerelease) state.latest = release.id;
  state.events.push({ name: "release", ref, by: grant.login, startsWorkflows: grant.kind !== "workflow" });
}

async function changeRelease(asked: Asked) {
  const release = releaseById(asked, asked.values[0] ?? "");
  const given = await asked.body(releaseChange);
  const isMoved = given.tag_name !== undefined && given.tag_name !== release.tag;
  if (release.isImmutable && (isMoved || given.draft === true)) {
    return fail(422, "Cannot change the tag of an immutable release.");
  }
  release.tag = given.tag_name ?? release.tag;
  release.name = given.name ?? release.name;
  release.body = given.body ?? release.body;
  release.isPrerelease = given.prerelease ?? release.isPrerelease;
  if (release.isDraft && given.draft === false) await publish(asked, release, given.make_latest);
  else if (!release.isDraft && given.make_latest === "true") asked.world.state.latest = release.id;
  return reply(200, showRelease(asked.world, release));
}

function deleteRelease(asked: Asked) {
  const { state } = asked.world;
  const release = releaseById(asked, asked.values[0] ?? "");
  if (release.isImmutable) state.burntTags.add(release.tag);
  state.releases = state.releases.filter((one) => one !== release);
  return reply(204);
}
