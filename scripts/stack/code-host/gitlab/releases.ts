import { z } from "zod";
import { refuse } from "./reply.ts";
import type { GitLabAsked, GitLabRoute } from "./route.ts";

const newRelease = z.strictObject({ tag_name: z.string(), name: z.string(), description: z.string() });

/** Releases: no drafts, and no files of their own. */
export const releaseRoutes: readonly GitLabRoute[] = [
  { method: "GET", path: "/releases/:", level: 20, handle: showRelease },
  { method: "POST", path: "/releases", level: 30, handle: makeRelease },
  { method: "PUT", path: "/releases/:", level: 30, handle: changeRelease },
];

function showRelease({ state, values: [tag] }: GitLabAsked) {
  const found = state.releases.find(({ tag_name }) => tag_name === tag);
  return found === undefined ? refuse(404, "Not Found") : { status: 200, body: found };
}

async function makeRelease({ state, bare, body }: GitLabAsked) {
  const wanted = await body(newRelease);
  if (await bare.refTarget(`refs/tags/${wanted.tag_name}`) === null) {
    return { status: 422, body: { message: "Ref is not specified" } };
  }
  if (state.releases.some(({ tag_name }) => tag_name === wanted.tag_name)) {
    return { status: 409, body: { message: "Release already exists" } };
  }
  state.releases.push(wanted);
  return { status: 201, body: wanted };
}

async function changeRelease({ state, body, values: [tag] }: GitLabAsked) {
  const found = state.releases.find(({ tag_name }) => tag_name === tag);
  if (found === undefined) return refuse(404, "Not Found");
  const { name, description } = await body(newRelease.partial());
  Object.assign(found, { name: name ?? found.name, description: description ?? found.description });
  return { status: 200, body: found };
}
