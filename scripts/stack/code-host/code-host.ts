import { now as systemNow } from "../../runtime.ts";
import { Faults } from "./faults.ts";
import type { Grant } from "./grants.ts";
import { notFound } from "./reply.ts";
import { Bare } from "./repository.ts";
import { guardPushes } from "./protected-branch.ts";
import { eventsOf, readPushes } from "./pushes.ts";
import { recorded } from "./respond.ts";
import type { Route, World } from "./route.ts";
import { actionRoutes } from "./routes-actions.ts";
import { assetRoutes } from "./routes-assets.ts";
import { commitPullRoutes } from "./routes-commit-pulls.ts";
import { issueRoutes } from "./routes-issues.ts";
import { labelRoutes } from "./routes-labels.ts";
import { mergeRoutes } from "./routes-merge.ts";
import { pullRoutes } from "./routes-pulls.ts";
import { refRoutes } from "./routes-refs.ts";
import { releaseRoutes } from "./routes-releases.ts";
import { ruleRoutes } from "./routes-rules.ts";
import { serve } from "./server.ts";
import { createNumbers, type State } from "./state.ts";
import { download, takeAsset } from "./uploads.ts";
import { startedBy } from "./workflow-triggers.ts";

const routes: readonly Route[] = [
  ...refRoutes,
  ...ruleRoutes,
  ...pullRoutes,
  ...commitPullRoutes,
  ...mergeRoutes,
  ...issueRoutes,
  ...labelRoutes,
  ...releaseRoutes,
  ...assetRoutes,
  ...actionRoutes,
];

const upload: Pick<Route, "method" | "path" | "needs"> = {
  method: "POST",
  path: "/releases/:/assets",
  needs: [["contents:write"]],
};

export interface CodeHostOptions {
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
    ...{
      runs: [],
      statuses: [],
      protection: new Map(),
      rulesets: [],
      workflowRuns: [],
      dispatches: [],
      events: [],
      calls: [],
    },
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
    /** From now on pushes straight to the repository are refused and written down as the host's git server does. */
    guard: (refused: Parameters<typeof guardPushes>[1]) => guardPushes(options.repository, refused),
    /** What each push since then told to workflows, and the workflow files that it started. */
    pushes: async () =>
      await Promise.all((await readPushes(options.repository)).map(async (push) => {
        const events = eventsOf(push);
        const files = await Promise.all(events.map((event) => startedBy(world.bare, event)));
        return { by: push.by, events: events.map((event, at) => ({ ...event, starts: files[at] ?? [] })) };
      })),
    /** Stops listening and cuts connections; may be called again. */
    stop: async () => {
      await Promise.all([api.stop(), uploads.stop()]);
    },
  };
}
