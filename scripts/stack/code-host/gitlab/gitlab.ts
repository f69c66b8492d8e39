import { readBody, Refusal } from "../route.ts";
import { Bare } from "../repository.ts";
import { type Answer, type Call, serve } from "../server.ts";
import { createNumbers } from "../state.ts";
import { refuse } from "./reply.ts";
import type { GitLabAsked } from "./route.ts";
import { routes } from "./routes.ts";
import type { GitLabGrant, GitLabState } from "./state.ts";

export interface GitLabOptions {
  /** The bare repository that it hosts. */
  repository: string;
  path?: string;
  tokens?: Readonly<Record<string, GitLabGrant>>;
}

/** A running stand-in for the part of GitLab's REST API that has one call for one of GitHub's. */
export type GitLabStandIn = Awaited<ReturnType<typeof startGitLab>>;

/** Starts it on a free port of 127.0.0.1; README.md beside `code-host.ts` says what it answers. */
export async function startGitLab(options: GitLabOptions) {
  const state: GitLabState = {
    path: options.path ?? "acme/apps/shop",
    tokens: new Map(Object.entries(options.tokens ?? {})),
    mergeMethod: "merge",
    ...{ needsPipeline: false, approvalRules: null, protectedBranches: [], requests: [], issues: [] },
    ...{ labels: [], milestones: [], releases: [], statuses: [], pipelines: [], limited: 0, calls: [] },
  };
  const world = { state, bare: new Bare(options.repository), number: createNumbers(), url: "" };
  const server = await serve(async (call) => {
    const answer = await respond(call, world);
    state.calls.push({ call: `${call.method} ${call.path}`, status: answer.status });
    return answer;
  });
  world.url = server.url;
  return { apiUrl: `${server.url}/api/v4`, state, stop: server.stop };
}

async function respond(call: Call, world: Omit<GitLabAsked, "call" | "grant" | "values" | "body">) {
  const { state } = world;
  const prefix = `/api/v4/projects/${encodeURIComponent(state.path)}`;
  if (state.limited > 0) {
    state.limited--;
    return { ...refuse(429, "Too Many Requests"), headers: { "retry-after": "2" } };
  }
  const { "private-token": personal, "job-token": job, authorization } = call.headers;
  const token = personal ?? job ?? /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
  const grant = state.tokens.get(token ?? "");
  const isFitting = grant?.kind === "job" ? job !== undefined : job === undefined;
  if (grant === undefined || !isFitting) return refuse(401, "Unauthorized");
  if (!call.path.startsWith(prefix)) return refuse(404, "Project Not Found");
  const parts = call.path.slice(prefix.length).split("/");
  for (const route of routes) {
    const wanted = route.path.split("/");
    const fits = route.method === call.method && wanted.length === parts.length &&
      wanted.every((part, at) => part === ":" || part === parts[at]);
    if (!fits) continue;
    if (grant.level < route.level) return refuse(403, "Forbidden");
    const values = parts.filter((_, at) => wanted[at] === ":").map(decodeURIComponent);
    return await attempt(() =>
      route.handle({ ...world, call, grant, values, body: (schema) => readBody(call, schema) })
    );
  }
  return refuse(404, "Not Found");
}

async function attempt(work: () => NonNullable<Answer> | Promise<NonNullable<Answer>>) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      return error.answer.status === 422 ? refuse(400, "Bad request") : error.answer;
    }
    throw error;
  }
}
