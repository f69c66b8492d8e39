import type { Confirm } from "../cli/confirm.ts";
import { planStoreBuild } from "../manifest/bump.ts";
import { componentOf } from "../manifest/component-of.ts";
import { loadWorkspace, type Workspace } from "../manifest/load.ts";
import type { Flow, ShipRequest } from "../ship/flow/flow.ts";
import { flowKinds } from "../ship/flow/flow-kinds.ts";
import { allSteps, runSteps } from "../ship/flow/run-steps.ts";
import { runUnderLease } from "../ship/flow/run-under-lease.ts";
import type { Session } from "../ship/flow/session.ts";
import { localSteps, openingSteps, publishedSteps } from "../ship/flow/steps/steps.ts";
import { readCloneState, runGuards } from "../ship/guards/guards.ts";
import type { Outcome } from "../ship/record/outcome.ts";
import { endStaleShip } from "../ship/resume/stale-ship.ts";
import type { App } from "./app.ts";
import type { AppStoreConnect, StoreBuild } from "./app-store-connect.ts";
import { askStore, type Deployed } from "./ask-store.ts";
import { catchUp } from "./catch-up.ts";
import { createStoreStep } from "./steps.ts";
import { createTagStep, usualTag } from "./tag.ts";
import type { PollingLimits } from "./wait.ts";

export interface ConfirmRequest {
  app: App;
  /** The build to confirm; left out: the newest in the store above what is deployed. */
  build?: number;
  /** Its marketing version, when it is known. */
  version?: string;
  message?: string;
  /** Hundredths of a percent; everybody when it is missing. */
  share?: number;
  /** Seconds to wait for other ships. */
  waitSeconds: number;
  confirm?: Confirm;
  /** New files that were there before the archive, so that they are in it. What an archive leaves behind is not committed. */
  seenFiles?: ReadonlySet<string>;
  pollingLimits: PollingLimits;
  /** Tag the commit also where version.json asks for no tag. */
  isTagging?: boolean;
}

/** What became of it; the outcome is missing when all of it was done before. */
export interface Confirmed {
  component: string;
  build: number;
  ship?: string;
  sha?: string;
  outcome?: Outcome;
}

/**
 * Takes the store's word, and only that: waits until people can install the build, records that, makes version.json and every mirror
 * line say it, commits, pushes, deploys the ride-alongs, waits until their host serves it, and only then raises the build, which tells
 * everybody. May be repeated after any failure: each step asks what is done already. Raises what guards, store and steps raise, and
 * `nothing_in_flight` (exit 5) when there is nothing to confirm.
 */
export async function confirmApp(
  session: Session,
  store: AppStoreConnect,
  request: ConfirmRequest,
): Promise<Confirmed> {
  const { git, upstream, output, workspace } = session;
  const { app, seenFiles = new Set() } = request;
  // before the waiting: what stands in the way now will do so in an hour
  const clone = await readCloneState(git, upstream);
  const warnings = await runGuards(clone, session, app.key, { isStoreDecided: true, seenFiles });
  for (const { code, message } of warnings) output.warn(code, message);

  await endStaleShip(session, await session.control.shipStatus(session.environment.name), app.key, "ios");
  const deployed = (await session.control.manifest()).components[app.key] ?? null;
  if (isDone(request, deployed)) return { component: app.key, build: app.component.build };
  const { build, version, pollingLimits: limits } = request;
  const found = await askStore(session, store, app, { build, version, deployed, limits });

  const ship: ShipRequest = {
    component: app.key,
    isDeploying: true,
    message: request.message ?? `${app.key}: build ${found.build}, as the store has it`,
    share: request.share,
    waitSeconds: request.waitSeconds,
    confirm: request.confirm,
  };
  const flow = confirmFlow(app, found, app.tag ?? (request.isTagging ? usualTag : undefined));
  const begin = { commonDir: clone.repository.commonDir, seenFiles, number: { build: found.build } };
  // files may have changed while the store was waited for
  const fresh = { ...session, workspace: await loadWorkspace(workspace.root) };
  return await runUnderLease(fresh, flow, ship, begin, async (run) => {
    await runSteps(run, allSteps(flow));
    return {
      ...{ component: app.key, build: run.number.build, ship: run.lease.id, sha: run.sha },
      outcome: run.outcome,
    };
  });
}

/** Whether everybody has heard of the build that is asked for, and version.json says it. */
function isDone({ app: { component }, build, version }: ConfirmRequest, deployed: Deployed): boolean {
  return build !== undefined && build === deployed?.build && build === component.build &&
    (version === undefined || version === component.version);
}

/** `slipway ios confirm`: as a ship, with the store's word before the bump and the store's number. */
function confirmFlow(app: App, { version }: StoreBuild, tag: string | undefined): Flow {
  const [fetch, ...afterFetch] = localSteps;
  const storeStep = createStoreStep(app, version);
  return {
    ...flowKinds.ios,
    steps: {
      opening: openingSteps,
      local: [...fetch ? [fetch] : [], storeStep, ...afterFetch],
      published: [
        ...publishedSteps,
        ...tag === undefined ? [] : [createTagStep(app.key, tag, version ?? app.component.version)],
      ],
    },
    numbering: "store",
    catchUp,
    planEdits: (tree, key, build) => planStoreBuild(tree, key, build, versionToWrite(tree, key, version)),
  };
}

/** The store's marketing version, when version.json names another. */
function versionToWrite(
  { text, manifest }: Workspace,
  key: string,
  version: string | null,
): string | undefined {
  if (version === null || version === componentOf(manifest, key).version) return undefined;
  const written: unknown = JSON.parse(text.replace(/^\uFEFF/, "")).components[key].version;
  return written === undefined ? undefined : version;
}
