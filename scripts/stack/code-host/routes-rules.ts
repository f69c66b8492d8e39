import { z } from "zod";
import { fail, notFound, paged, reply } from "./reply.ts";
import type { Asked, Route } from "./route.ts";

const metadata = [["metadata:read"]] as const;
const administration = [["administration:read"]] as const;
const statuses = [["statuses:write"]] as const;

/** Rules of branches; checks and statuses of commits. */
export const ruleRoutes: readonly Route[] = [
  { method: "GET", path: "/branches/:/protection", needs: administration, handle: showProtection },
  { method: "GET", path: "/rules/branches/:", needs: metadata, handle: showRules },
  { method: "GET", path: "/rulesets/:", needs: metadata, handle: showRuleset },
  { method: "GET", path: "/commits/:/check-runs", needs: [["checks:read"]], handle: showRuns },
  { method: "POST", path: "/check-runs", needs: [["checks:write"]], handle: makeRun },
  { method: "GET", path: "/commits/:/statuses", needs: [["statuses:read"]], handle: showStatuses },
  { method: "GET", path: "/commits/:/status", needs: [["statuses:read"]], handle: showCombined },
  { method: "POST", path: "/statuses/:", needs: statuses, handle: makeStatus },
];

async function showProtection({ grant, values: [branch = ""], world: { state, bare } }: Asked) {
  if (branch.includes("*")) return fail(404, "Wildcard characters are not allowed in branch names");
  // who may not administer is told that there is nothing
  if (grant.kind === "classic" && grant.isAdmin !== true) return notFound();
  if (await bare.refTarget(`refs/heads/${branch}`) === null) return fail(404, "Branch not found");
  const found = state.protection.get(branch);
  return found === undefined ? fail(404, "Branch not protected") : reply(200, found);
}

function showRules({ call, values: [branch = ""], world: { state, urls } }: Asked) {
  const rules = state.rulesets.filter(({ branches }) => branches.some((pattern) => matches(pattern, branch)))
    .flatMap(({ id, rules }) =>
      rules.map((rule) => ({
        ...rule,
        ruleset_source_type: "Repository",
        ruleset_source: state.repo,
        ruleset_id: id,
      }))
    );
  return paged(call, urls.api, rules);
}

function showRuleset({ grant, values: [id = ""], world: { state } }: Asked) {
  const found = state.rulesets.find((one) => String(one.id) === id);
  if (found === undefined) return notFound();
  const isEditor = grant.isAdmin === true || grant.permissions?.administration === "write";
  return reply(200, {
    id: found.id,
    enforcement: "active",
    rules: found.rules,
    ...isEditor ? { bypass_actors: found.bypassActors } : {},
  });
}

/** fnmatch with FNM_PATHNAME: `*` stays within a part, `**` does not. */
function matches(pattern: string, name: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("**", "\0").replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]").replaceAll("\0", ".*");
  return new RegExp(`^${source}$`).test(name);
}

async function showRuns({ call, values: [ref = ""], world: { state, bare, urls } }: Asked) {
  const sha = await bare.commit(ref);
  if (sha === null) return fail(422, `No commit found for SHA: ${ref}`);
  const all = state.runs.filter((run) => run.sha === sha).sort((a, b) => b.id - a.id);
  const isLatest = (call.query.get("filter") ?? "latest") === "latest";
  const shown = all.filter((run, at) =>
    !isLatest || all.findIndex((one) => one.name === run.name && one.app === run.app) === at
  );
  return paged(
    call,
    urls.api,
    shown.map(({ id, sha, name, status, conclusion, app }) => ({
      ...{ id, name, head_sha: sha, status, conclusion },
      html_url: `https://code.example.test/${state.repo}/runs/${id}`,
      app: { id: app, slug: `app-${app}` },
    })),
    "check_runs",
  );
}

const newRun = z.strictObject({
  name: z.string(),
  head_sha: z.string(),
  status: z.enum(["queued", "in_progress", "completed"]).default("queued"),
  conclusion: z.string().nullable().default(null),
});

async function makeRun({ grant, body, world: { state, number } }: Asked) {
  if (grant.kind !== "app" && grant.kind !== "workflow") {
    return fail(403, "You must authenticate via a GitHub App.");
  }
  const { name, head_sha: sha, status, conclusion } = await body(newRun);
  const run = { id: number(), sha, name, status, conclusion, app: 15368 };
  state.runs.push(run);
  return reply(201, run);
}

async function showStatuses({ call, values: [ref = ""], world: { state, bare, urls } }: Asked) {
  const sha = await bare.commit(ref);
  if (sha === null) return fail(422, `No commit found for SHA: ${ref}`);
  const all = state.statuses.filter((one) => one.sha === sha).sort((a, b) => b.id - a.id);
  return paged(
    call,
    urls.api,
    all.map(({ id, context, state, creator }) => ({
      ...{ id, context, state, target_url: null },
      creator: { login: creator, type: creator.endsWith("[bot]") ? "Bot" : "User" },
    })),
  );
}

/** Knows no check run, and is pending where there is no status at all. */
async function showCombined({ values: [ref = ""], world: { state, bare } }: Asked) {
  const sha = await bare.commit(ref);
  const found = state.statuses.filter((one) => one.sha === sha);
  const isGood = found.length > 0 && found.every((one) => one.state === "success");
  return reply(200, { state: isGood ? "success" : "pending", total_count: found.length, statuses: found });
}

const newStatus = z.strictObject({
  state: z.enum(["error", "failure", "pending", "success"]),
  context: z.string().default("default"),
  description: z.string().max(140).optional(),
  target_url: z.url().optional(),
});

async function makeStatus({ grant, body, values: [sha = ""], world: { state, number } }: Asked) {
  const { state: word, context } = await body(newStatus);
  const stored = { id: number(), sha, context, state: word, creator: grant.login };
  state.statuses.push(stored);
  return reply(201, stored);
}
