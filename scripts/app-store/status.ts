import { CommandError } from "../cli/command-error.ts";
import { createContext } from "../deploy/context.ts";
import { describeProbe, probeOnce } from "../deploy/verify.ts";
import { buildOf } from "../manifest/next-build.ts";
import type { Session } from "../ship/flow/session.ts";
import { type App, highest } from "./app.ts";
import { connectStore, type StoreBuild } from "./app-store-connect.ts";
import { readStoreCredential } from "./credentials.ts";
import { judgeBuild } from "./installable.ts";

/** Where an app is on its way. */
interface AppStatus {
  component: string;
  /** In version.json. */
  committed: number;
  /** In the Xcode project; higher than `committed` while a build is in flight. */
  project: number;
  /** What everybody was told; null before the first record. */
  deployed: number | null;
  served: { probe: string; saw: string; agrees: boolean }[];
  /** Newest first; null when the store could not be asked. */
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
  const [project, { components }, store] = await Promise.all([
    buildOf(workspace, key),
    control.manifest(),
    askStore(app, signal),
  ]);
  const deployed = components[key]?.build ?? null;
  const context = createContext(session, key);
  const served = await Promise.all(component.verify.map(async (probe) => {
    const { saw, isVerified } = await probeOnce(context, probe, { build: deployed ?? component.build });
    return { probe: describeProbe(probe), saw, agrees: isVerified };
  }));
  const facts = { component: key, committed: component.build, project, deployed, served, ...store };
  return { ...facts, next: nextCommand(facts) };
}

async function askStore(
  { appId, audience }: App,
  signal: AbortSignal,
): Promise<Pick<AppStatus, "store" | "store_problem">> {
  try {
    const builds = await connectStore(await readStoreCredential()).listBuilds(appId, signal);
    const store = builds.slice(0, 5).map((build) => {
      const verdict = judgeBuild(build, audience);
      return { ...build, state: verdict.state === "installable" ? "installable" : verdict.what };
    });
    return { store, store_problem: null };
  } catch (error) {
    if (error instanceof CommandError) return { store: null, store_problem: error.code };
    throw error;
  }
}

function nextCommand({ committed, project, deployed, store, served }: Omit<AppStatus, "next">): string {
  const known = deployed ?? committed;
  const newest = highest((store ?? []).filter(({ build }) => build > known));
  if (newest !== null || committed > known || project > known) return "slipway ios confirm";
  return served.every(({ agrees }) => agrees)
    ? "slipway ios ship"
    : "slipway ship the component that serves the host";
}

/** The same for people. */
export function describeStatus(status: AppStatus): string[] {
  const { component, committed, project, deployed, served, store, store_problem, next } = status;
  const flight = project > committed ? ` (in flight ${committed} → ${project})` : "";
  return [
    `${component}`,
    `  version.json  ${committed}`,
    `  project       ${project}${flight}`,
    `  deployed      ${deployed ?? "never"}`,
    ...served.map(({ probe, saw }) => `  served        ${saw}: ${probe}`),
    ...store === null
      ? [`  store         not asked: ${store_problem}`]
      : store.map(({ build, version, state }) => `  store         ${version ?? "?"} (${build}) ${state}`),
    `  next          ${next}`,
  ];
}
