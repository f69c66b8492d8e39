import { now as systemNow } from "../../runtime.ts";
import { Faults } from "./faults.ts";
import {
  checkForm,
  checkLimit,
  checkRights,
  dueFault,
  faultAnswer,
  standardHeaders,
  whoAsks,
} from "./gate.ts";
import type { Grant } from "./grants.ts";
import { notFound, withEtag } from "./reply.ts";
import { Bare } from "./repository.ts";
import { type Asked, findRoute, readBody, Refusal, type Route, type World } from "./route.ts";
import { actionRoutes } from "./routes-actions.ts";
import { issueRoutes } from "./routes-issues.ts";
import { pullRoutes } from "./routes-pulls.ts";
import { refRoutes } from "./routes-refs.ts";
import { releaseRoutes } from "./routes-releases.ts";
import { ruleRoutes } from "./routes-rules.ts";
import { type Answer, type Call, serve } from "./server.ts";
import { createNumbers, type State } from "./state.ts";
import { download, takeAsset } from "./uploads.ts";

const routes: readonly Route[] = [
  ...refRoutes,
  ...ruleRoutes,
  ...pullRoutes,
  ...issueRoutes,
  ...releaseRoutes,
  ...actionRoutes,
];

const upload: Pick<Route, "method" | "path" | "needs"> = {
  method: "POST",
  path: "/releases/:/assets",
  needs: [["contents:write"]],
};

interface CodeHostOptions {
  /** The bare repository that it hosts. */
  repository: string;
  /** `owner/name`. */
  repo?: string;
  defaultBranch?: string;
  /** Whoever has one of these may do what it says. */
  tokens?: Readonly<Record<string, Grant>>;
  isPrivate?: boolean;
  now?: () => number;
}

/** A running stand-in for GitHub's REST API; README.md beside this file says what it answers. */
export type CodeHostStandIn = Awaited<ReturnType<typeof startCodeHost>>;

/** Starts the API and the server for uploads, each on a free port of 127.0.0.1. */
export async function startCodeHost(options: CodeHostOptions) {
  const now = options.now ?? systemNow;
  const state: State = {
    repo: options.repo ?? "acme/shop",
    isPrivate: options.isPrivate ?? false,
    ...{ hasIssues: true, makesImmutable: false, defaultBranch: options.defaultBranch ?? "main" },
    tokens: new Map(Object.entries(options.tokens ?? {})),
    limit: { remaining: 5000, resetAt: Math.floor(now() / 1000) + 3600 },
    ...{ labels: [], issues: [], milestones: [], releases: [], latest: null, burntTags: new Set() },
    ...{ runs: [], statuses: [], protection: new Map(), rulesets: [], workflowRuns: [], dispatches: [], events: [], calls: [] },
  };
  const faults = new Faults();
  const urls = { api: "", upload: "" };
  const world: World = {
    ...{ state, faults, urls, now },
    bare: new Bare(options.repository),
    number: createNumbers(),
  };
  const api = await serve((call) => recorded(world, call, (route, asked) => route.handle(asked), routes));
  const uploads = await serve((call) =>
    call.path.startsWith("/web/")
      ? Promise.resolve(download(call, world))
      : recorded(world, call, async (_route, asked, fault) =>
        await takeAsset(asked, {
          isBroken: fault?.kind === "starter",
          hasDigest: fault?.kind !== "no-digest",
        }), [{ ...upload, handle: notFound }])
  );
  Object.assign(urls, { api: api.url, upload: uploads.url });
  return {
    apiUrl: api.url,
    uploadUrl: uploads.url,
    state,
    number: world.number,
    /** Makes the next calls that fit go wrong. */
    fail: faults.add.bind(faults),
    /** Stops listening and cuts connections; may be called again. */
    stop: async () => {
      await Promise.all([api.stop(), uploads.stop()]);
    },
  };
}

type Handle = (
  route: Route,
  asked: Asked,
  fault: ReturnType<typeof dueFault>,
) => ReturnType<Route["handle"]>;

/** Answers a call, and remembers it. */
async function recorded(
  world: World,
  call: Call,
  handle: Handle,
  known: readonly Route[],
): Promise<Answer> {
  const { answer, by } = await respond(world, call, handle, known);
  const query = call.query.size > 0 ? `?${call.query}` : "";
  world.state.calls.push({ call: `${call.method} ${call.path}${query}`, status: answer?.status ?? 0, by });
  return answer;
}

async function respond(world: World, call: Call, handle: Handle, known: readonly Route[]) {
  const { state, faults, now } = world;
  const fault = dueFault(faults, call);
  const early = checkForm(call) ?? (fault === null ? null : faultAnswer(fault));
  if (early !== null) return { answer: early, by: null };
  if (fault?.kind === "drop" && fault.when === "before") return { answer: null, by: null };
  const grant = whoAsks(call, state);
  if (grant !== null && "status" in grant) return { answer: grant, by: null };
  const by = grant?.login ?? null;
  const prefix = `/repos/${state.repo}`;
  const found = call.path.startsWith(prefix)
    ? findRoute(known, call.method, call.path.slice(prefix.length))
    : null;
  if (found === null) return { answer: notFound(), by };
  const { route, values } = found;
  const headers = () => standardHeaders(grant, route.needs, state);
  const refused = checkLimit(state, now()) ?? checkRights(grant, call.method, route.needs, state);
  if (refused !== null) return { answer: { ...refused, headers: headers() }, by };
  const asked: Asked = {
    call,
    grant: grant ?? { kind: "fine-grained", login: "", canPush: false },
    ...{ values, world },
    body: (schema) => readBody(call, schema),
  };
  const answer = withEtag(call, await attempt(() => handle(route, asked, fault)));
  // a 304 is free
  if (answer.status !== 304) state.limit.remaining--;
  if (fault?.kind === "drop") return { answer: null, by };
  return { answer: { ...answer, headers: { ...headers(), ...answer.headers } }, by };
}

async function attempt(work: () => ReturnType<Route["handle"]>): Promise<NonNullable<Answer>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
