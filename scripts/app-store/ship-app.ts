import { refuseAll } from "../cli/command-error.ts";
import { readStatus } from "../git/repository.ts";
import { planBump } from "../manifest/bump.ts";
import { componentOf } from "../manifest/component-of.ts";
import { loadWorkspace } from "../manifest/load.ts";
import { marketingVersionOf } from "../manifest/marketing-version.ts";
import { buildOf } from "../manifest/next-build.ts";
import { chooseBuild } from "../ship/flow/build-number.ts";
import type { Flow } from "../ship/flow/flow.ts";
import { flowKinds } from "../ship/flow/flow-kinds.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import { runUnderLease } from "../ship/flow/run-under-lease.ts";
import type { Session } from "../ship/flow/session.ts";
import { openingSteps } from "../ship/flow/steps/steps.ts";
import { newFiles } from "../ship/guards/late-files.ts";
import { readCloneState, runGuards } from "../ship/guards/guards.ts";
import { readNotes } from "../ship/record/notes.ts";
import { endStaleShip } from "../ship/resume/stale-ship.ts";
import type { App } from "./app.ts";
import type { AppStoreConnect } from "./app-store-connect.ts";
import { type ArchiveResult, wholePart } from "./archive-output.ts";
import { catchUp } from "./catch-up.ts";
import { confirmApp, type Confirmed, type ConfirmRequest } from "./confirm-app.ts";
import { createLaneStep, requireArchive } from "./lane-steps.ts";
import { createArchiveBumpStep, freshenStep } from "./steps.ts";
import { isLower, leastVersions, lowerVersion } from "./train.ts";

/**
 * Proves the store's credential before anything else, fetches certificates, writes the next number into the Xcode project, builds the
 * framework, archives and uploads, and confirms what the store made of it: see `confirmApp`. The component is held while it is archived,
 * not while the store is waited for. Raises `archive_missing`, what the lanes raise, `store_result_missing`, and what `confirmApp` raises.
 */
export async function shipApp(
  session: Session,
  store: AppStoreConnect,
  request: ConfirmRequest,
): Promise<Confirmed> {
  const { app } = request;
  requireArchive(app);
  await store.checkApp(app.appId, session.signal);
  const seenFiles = newFiles((await readStatus(session.git)).changes);
  const result = await archiveApp(session, store, request);
  const workspace = await loadWorkspace(session.workspace.root);
  return await confirmApp({ ...session, workspace }, store, { ...request, ...result, seenFiles });
}

async function archiveApp(
  session: Session,
  store: AppStoreConnect,
  { app, build, waitSeconds, message, confirm }: ConfirmRequest,
): Promise<ArchiveResult> {
  const { git, upstream, output } = session;
  const clone = await readCloneState(git, upstream);
  const warnings = await runGuards(clone, session, app.key, { isStoreDecided: true });
  for (const { code, message } of [...warnings, ...await missingStoreNotes(session)]) {
    output.warn(code, message);
  }
  await endStaleShip(session, await session.control.shipStatus(session.environment.name), app.key, "ios");

  const request = { component: app.key, isDeploying: true, message, waitSeconds, confirm };
  const begin = { commonDir: clone.repository.commonDir, targets: [] };
  return await runUnderLease(session, archiveFlow, request, begin, async (run) => {
    await runSteps(run, archiveFlow.steps.opening);
    const fresh = { ...session, workspace: run.workspace };
    await requireVersion(fresh, app);
    const number = build ?? await nextBuild(fresh, store, app);
    let landed: ArchiveResult | undefined;
    const results = { said: [], onResult: (result: ArchiveResult) => landed = result };
    const steps = app.lanes.map((lane) => createLaneStep(app, lane, number, results));
    // certificates first: without them nothing else is worth its time
    const certs = steps.filter(({ name }) => name === "certs");
    const others = steps.filter(({ name }) => name !== "certs");
    await runSteps(run, [...certs, createArchiveBumpStep(app, number), ...others]);
    return landed ?? { build: number, version: app.component.version };
  });
}

/** The first half of `slipway ios ship`; what it archives as is asked once the clone is up to date, and the store has the last word. */
const archiveFlow: Flow = {
  ...flowKinds.ios,
  steps: { opening: [...openingSteps, freshenStep], local: [], published: [] },
  numbering: "store",
  catchUp,
  planEdits: planBump,
};

/**
 * A number that the project has and the store has not is used, however often the archive failed; otherwise one more than everything
 * that is known. Whether a number is used up is the store's to say, in whatever train: builds rise over all versions.
 */
async function nextBuild(
  { control, workspace, signal }: Session,
  store: AppStoreConnect,
  { key, appId, component }: App,
): Promise<number> {
  const [written, { components }, { builds, dotted }] = await Promise.all([
    buildOf(workspace, key),
    control.manifest(),
    store.listBuilds(appId, signal),
  ]);
  const highest = Math.max(
    ...[component.build, components[key]?.build ?? 0],
    ...builds.map(({ build }) => build),
    ...dotted.map(({ number }) => wholePart(number)),
  );
  return chooseBuild({ written, highest });
}

/** A build of a lower version could never be confirmed: half an hour earlier is the time to say so. */
async function requireVersion({ workspace, control }: Session, { key }: App): Promise<void> {
  const [version, { components }] = await Promise.all([
    marketingVersionOf(workspace, key),
    control.manifest(),
  ]);
  const least = leastVersions(componentOf(workspace.manifest, key), components[key]);
  if (version !== undefined && isLower(version, { least })) throw lowerVersion(key, version, least);
}

/** What testers would not be told: a warning, or where notes are strict a refusal. */
async function missingStoreNotes({ workspace: { root, manifest } }: Session) {
  if (await readNotes(root, manifest, "store") !== undefined) return [];
  const { store, strict } = manifest.ship.notes;
  const finding = {
    code: "store_notes_missing",
    message: `${store} says nothing, so testers are not told what to test`,
    hint: `Write it into ${store}.`,
    file: store,
  };
  if (strict) throw refuseAll("ship_refused", [finding]);
  return [finding];
}
