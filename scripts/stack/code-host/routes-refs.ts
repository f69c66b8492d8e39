import { z } from "zod";
import { fail, notFound, paged, reply } from "./reply.ts";
import type { Asked, Route } from "./route.ts";

const read = [["metadata:read"]] as const;
const contents = [["contents:read"]] as const;
const write = [["contents:write"], ["contents:write", "workflows:write"]] as const;

/** The repository itself, its refs and tags. */
export const refRoutes: readonly Route[] = [
  { method: "GET", path: "", needs: read, handle: showRepository },
  { method: "GET", path: "/git/ref/tags/:", needs: contents, handle: showRef },
  { method: "GET", path: "/git/matching-refs/tags/:", needs: contents, handle: matchingRefs },
  { method: "GET", path: "/git/tags/:", needs: contents, handle: showTag },
  { method: "GET", path: "/contents/:*", needs: contents, handle: showContents },
  { method: "POST", path: "/git/refs", needs: write, handle: makeRef },
];

function showRepository({ grant, world: { state } }: Asked) {
  const isWriter = grant.canPush ?? true;
  return reply(200, {
    full_name: state.repo,
    private: state.isPrivate,
    default_branch: state.defaultBranch,
    has_issues: state.hasIssues,
    permissions: { admin: grant.isAdmin ?? false, push: isWriter, pull: true },
  });
}

async function showRef({ values: [name = ""], world }: Asked) {
  const ref = `refs/tags/${name}`;
  const object = await world.bare.refTarget(ref);
  return object === null ? notFound() : reply(200, { ref, url: `${world.urls.api}/git/${ref}`, object });
}

/** GitHub matches the beginning of a name. */
async function matchingRefs({ call, values: [prefix = ""], world }: Asked) {
  const text = await world.bare.git(
    "for-each-ref",
    "--format=%(refname) %(objectname) %(objecttype)",
    "refs/tags",
  );
  const found = (text ?? "").split("\n").map((line) => line.split(" "))
    .filter(([ref]) => ref?.startsWith(`refs/tags/${prefix}`))
    .map(([ref, sha, type]) => ({ ref, object: { sha, type } }));
  return paged(call, world.urls.api, found);
}

async function showTag({ values: [sha = ""], world }: Asked) {
  const tag = await world.bare.tagObject(sha);
  return tag === null ? notFound() : reply(200, { sha, ...tag });
}

/** The most bytes of a file that come as JSON. */
const mostBytes = 1 << 20;

/** A file with what it holds, or the names in a folder; of the default branch unless a ref is named. */
async function showContents({ call, values: [path = ""], world: { state, bare } }: Asked) {
  const ref = call.query.get("ref") ?? state.defaultBranch;
  const commit = await bare.commit(ref);
  if (commit === null) return fail(404, `No commit found for the ref ${ref}`);
  const sha = await bare.git("rev-parse", "--verify", "--quiet", `${commit}:${path}`);
  if (sha === null) return notFound();
  const name = path.split("/").at(-1);
  if (await bare.git("cat-file", "-t", sha) === "tree") {
    const names = (await bare.git("ls-tree", "--name-only", sha) ?? "").split("\n");
    return reply(200, names.map((one) => ({ name: one, path: `${path}/${one}`, type: "file" })));
  }
  const bytes = await bare.blob(sha);
  const isSmall = bytes.length <= mostBytes;
  return reply(200, {
    ...{ type: "file", name, path, sha, size: bytes.length },
    encoding: isSmall ? "base64" : "none",
    content: isSmall ? bytes.toString("base64").replace(/.{60}/g, "$&\n") : "",
  });
}

const newRef = z.strictObject({ ref: z.string(), sha: z.string() });

async function makeRef({ body, grant, world }: Asked) {
  const { ref, sha } = await body(newRef);
  if (!/^refs\/[^/]+\/.+/.test(ref)) return fail(422, "Reference name is invalid");
  if (await world.bare.refTarget(ref) !== null) return fail(422, "Reference already exists");
  const made = await world.bare.git("update-ref", ref, sha, "0".repeat(40));
  if (made === null) return fail(422, "Object does not exist");
  const { state } = world;
  state.events.push({ name: "push", ref, by: grant.login, startsWorkflows: grant.kind !== "workflow" });
  return reply(201, { ref, object: await world.bare.refTarget(ref) });
}
