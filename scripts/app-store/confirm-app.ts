import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { planStoreBuild } from "../manifest/bump.ts";
import { buildOf } from "../manifest/next-build.ts";
import { loadWorkspace, type Workspace } from "../manifest/load.ts";
import { readScene, runGuards } from "../ship/guards/guards.ts";
import type { Outcome } from "../ship/record/outcome.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import type { ShipRequest } from "../ship/flow/ship-run.ts";
import type { Session } from "../ship/flow/session.ts";
import { fetchStep } from "../ship/flow/steps/fetch.ts";
import { localSteps, openingSteps, publicSteps } from "../ship/flow/steps/steps.ts";
import { withShip } from "../ship/flow/begin-run.ts";
import { type App, newestBuild } from "./app.ts";
import type { AppStoreConnect, StoreBuild } from "./app-store-connect.ts";
import { endLeftover } from "../ship/resume/stale-ship.ts";
import { createStoreStep } from "./steps.ts";
import { type StorePatience, waitUntilInstallable } from "./wait.ts";

export interface ConfirmRequest {
  app: App;
  /** The build to confirm; left out: the newest in the store above what is deployed. */
  build?: number;
  message?: string;
  /** Seconds to wait for other ships. */
  patience: number;
  storePatience: StorePatience;
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
  const { git, of, output, workspace } = session;
  const { app } = request;
  // before the waiting: what stands in the way now will do so in an hour
  const scene = await readScene(git, of);
  const warnings = await runGuards(scene, of, workspace, app.key, { isApp: true });
  for (const { code, message } of warnings) output.warn(code, message);

  await endLeftover(session, await session.control.shipStatus(session.environment), app.key, "ios");
  const deployed = (await session.control.manifest()).components[app.key]?.build;
  if (request.build !== undefined && request.build === deployed && request.build === app.component.build) {
    return { component: app.key, build: request.build };
  }
  const found = await askStore(session, store, request, deployed ?? app.component.build);
  const version = versionToWrite(workspace, app, found);

  const ship: ShipRequest = {
    component: app.key,
    isDeploying: true,
    message: request.message ?? `${app.key}: build ${found.build}, as the store has it`,
    patience: request.patience,
  };
  const opening = {
    kind: "ios",
    commonDir: scene.repository.commonDir,
    build: found.build,
    planEdits: (tree: Workspace, key: string, build: number) => planStoreBuild(tree, key, build, version),
  } as const;
  // files may have changed while the store was waited for
  const fresh = { ...session, workspace: await loadWorkspace(workspace.root) };
  return await withShip(fresh, ship, opening, async (run) => {
    const [, ...afterFetch] = localSteps;
    const storeStep = createStoreStep(app, found.version ?? undefined);
    await runSteps(run, [...openingSteps, fetchStep, storeStep, ...afterFetch, ...publicSteps]);
    return { component: app.key, build: run.build, ship: run.held.id, sha: run.sha, outcome: run.outcome };
  });
}

async function askStore(
  { output, signal, workspace }: Session,
  store: AppStoreConnect,
  { app, build, storePatience }: ConfirmRequest,
  deployed: number,
): Promise<StoreBuild> {
  if (build !== undefined && build < deployed) throw notHigher(app, build, deployed);
  const find = build === undefined
    ? (on: AppStoreConnect, signal: AbortSignal) => newestBuild(on, app, deployed, signal)
    : (on: AppStoreConnect, signal: AbortSignal) => on.findBuild(app.appId, build, undefined, signal);
  if (
    build === undefined && await buildOf(workspace, app.key) <= deployed && await find(store, signal) === null
  ) {
    throw new CommandError(
      "nothing_in_flight",
      `${app.key} is at build ${deployed}, the store has none above it, and none is in flight`,
      "Run slipway ios ship, or name the build: slipway ios confirm --build <number>.",
      exitCode.refused,
    );
  }
  const what = build === undefined ? `The newest build of ${app.key}` : `Build ${build} of ${app.key}`;
  return await waitUntilInstallable(store, { audience: app.audience, find, what }, {
    signal,
    patience: storePatience,
    onState: (state) => output.note(`store   ${what}: ${state}`),
  });
}

/** The store's marketing version, when version.json names another. */
function versionToWrite(
  { text }: Workspace,
  { key, component }: App,
  { version }: StoreBuild,
): string | undefined {
  if (version === null || version === component.version) return undefined;
  const written: unknown = JSON.parse(text.replace(/^\uFEFF/, "")).components[key].version;
  return written === undefined ? undefined : version;
}

function notHigher({ key }: App, build: number, deployed: number): CommandError {
  return new CommandError(
    "build_not_higher",
    `${key} is deployed at build ${deployed}, asked for ${build}`,
    "An app never goes back: upload a higher build.",
    exitCode.refused,
  );
}
