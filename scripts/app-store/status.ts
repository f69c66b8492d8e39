import { CommandError } from "../cli/command-error.ts";
import { createContext } from "../deploy/context.ts";
import { describeProbe } from "../deploy/verify.ts";
import { provesBuild } from "../manifest/probe-kinds.ts";
import { marketingVersionOf } from "../manifest/marketing-version.ts";
import { buildOf } from "../manifest/next-build.ts";
import type { Session } from "../ship/flow/session.ts";
import { lookOnce } from "../ship/trust/look-once.ts";
import type { App } from "./app.ts";
import { connectStore, type StoreBuild } from "./app-store-connect.ts";
import { readStoreCredential } from "./credentials.ts";
import { isBroken, judgeBuild } from "./installable.ts";
import { byTrain, confirmCommand, isOurs, leastVersions, nameOf, type Train } from "./train.ts";

/** Where an app is on its way. */
interface AppStatus {
  component: string;
  /** In version.json. */
  committed: number;
  version: string;
  /** In the Xcode project; higher than `committed` while a build is in flight. */
  project: number;
  /** The marketing version of the project; null when it can't be told. */
  project_version: string | null;
  /** What everybody was told; null before the first record. */
  deployed: number | null;
  served: { probe: string; saw: string; agrees: boolean }[];
  /** Newest first, only trains that may still be taken; null when the store could not be asked. */
  store: (StoreBuild & { state: string })[] | null;
  /** Why the store could not be asked: a stable code. */
  store_problem: string | null;
  /** What to type next. */
  next: string;
}

/** Asks everybody who knows. A store that can't be asked is named, not raised. */
export async function readStatus(session: Session, app: App): Promise<AppStatus> {
  const { workspace, control, signal } = session;
  const { key, component } = app;
  const [project, projectVersion, { components }] = await Promise.all([
    buildOf(workspace, key),
    marketingVersionOf(workspace, key),
    control.manifest(),
  ]);
  const deployed = components[key]?.build ?? null;
  const isFlying = project > (deployed ?? component.build);
  const train = {
    version: isFlying ? projectVersion : undefined,
    least: leastVersions(component, components[key]),
  };
  const store = await askStore(app, train, signal);
  const context = createContext(session, key);
  const served = await Promise.all(
    component.verify.filter(provesBuild).map(async (probe) => {
      const { saw, isVerified } = await lookOnce(session.git, context, probe, {
        build: deployed ?? component.build,
      });
      return { probe: describeProbe(probe), saw, agrees: isVerified };
    }),
  );
  const facts = {
    ...{ component: key, committed: component.build, version: component.version, project },
    ...{ project_version: projectVersion ?? null, deployed, served, ...store },
  };
  return { ...facts, next: nextCommand(facts, app) };
}

async function askStore(
  { appId, audience, platform }: App,
  train: Train,
  signal: AbortSignal,
): Promise<Pick<AppStatus, "store" | "store_problem">> {
  try {
    const { builds } = await connectStore(await readStoreCredential(), platform).listBuilds(appId, signal);
    const store = builds.filter((one) => isOurs(one, train)).slice(0, 5).map((build) => {
      const verdict = judgeBuild(build, audience);
      return { ...build, state: verdict.state === "installable" ? "installable" : verdict.what };
    });
    return { store, store_problem: null };
  } catch (error) {
    if (error instanceof CommandError) return { store: null, store_problem: error.code };
    throw error;
  }
}

function nextCommand(
  { committed, project, deployed, store, served }: Omit<AppStatus, "next">,
  { audience }: App,
): string {
  const known = deployed ?? committed;
  const above = (store ?? []).filter(({ build }) => build > known).sort(byTrain);
  const [newest] = above;
  const good = above.find((one) => judgeBuild(one, audience).state === "installable");
  // a newer one that never gets there would be waited for in vain
  if (newest !== undefined && good !== undefined && newest !== good && !isWaiting(newest, audience)) {
    return confirmCommand(good.build);
  }
  if (newest !== undefined && above.every((one) => isBroken(one, audience))) return "slipway ios ship";
  if (newest !== undefined || committed > known || project > known) return "slipway ios confirm";
  return served.every(({ agrees }) => agrees)
    ? "slipway ios ship"
    : "slipway ship the component that serves the host";
}

function isWaiting(build: StoreBuild, audience: App["audience"]): boolean {
  return judgeBuild(build, audience).state === "waiting";
}

/** The same for people. */
export function describeStatus(status: AppStatus): string[] {
  const {
    component,
    committed,
    version,
    project,
    project_version,
    deployed,
    served,
    store,
    store_problem,
    next,
  } = status;
  const flight = project > committed ? ` (in flight ${committed} → ${project})` : "";
  return [
    `${component}`,
    `  version.json  ${nameOf({ version, build: committed })}`,
    `  project       ${nameOf({ version: project_version, build: project })}${flight}`,
    `  deployed      ${deployed ?? "never"}`,
    ...served.map(({ probe, saw }) => `  served        ${saw}: ${probe}`),
    ...store === null
      ? [`  store         not asked: ${store_problem}`]
      : store.map((one) => `  store         ${nameOf(one)} ${one.state}`),
    `  next          ${next}`,
  ];
}
