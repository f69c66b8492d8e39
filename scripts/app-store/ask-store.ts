import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { buildOf } from "../manifest/next-build.ts";
import type { Workspace } from "../manifest/load.ts";
import { marketingVersionOf } from "../manifest/marketing-version.ts";
import type { Session } from "../ship/flow/session.ts";
import type { App } from "./app.ts";
import type { AppStoreConnect, StoreBuild } from "./app-store-connect.ts";
import { findNewest, findNumber, type Newest } from "./find-build.ts";
import { confirmCommand, isLower, leastVersions, lowerVersion, nameOf, type Train } from "./train.ts";
import { type PollingLimits, waitUntilInstallable, type Wanted } from "./wait.ts";

/** What everybody was told; null before the first record. */
export type Deployed = { build: number; version: string | null } | null;

/** What is asked for; both left out: the newest build in the store above what is deployed. */
interface Question {
  build?: number;
  /** The marketing version. */
  version?: string;
  deployed: Deployed;
  limits: PollingLimits;
}

/**
 * Waits until people can install the build that is asked for. Raises `build_not_higher`, `version_not_higher`, `nothing_in_flight`
 * (exit 5), and what looking and waiting raise.
 */
export async function askStore(
  session: Session,
  store: AppStoreConnect,
  app: App,
  { build, version, deployed, limits }: Question,
): Promise<StoreBuild> {
  const { output, signal, workspace } = session;
  const { key, audience } = app;
  const floor = deployed?.build ?? app.component.build;
  const isFlying = await buildOf(workspace, key) > floor;
  const train = await knownTrain(workspace, app, { version, deployed, isFlying });
  if (build !== undefined) requireHigher(app, { build, version }, deployed);
  if (train.version !== undefined && isLower(train.version, train)) {
    throw lowerVersion(key, train.version, train.least);
  }

  let newest: Newest | undefined;
  const find: Wanted["find"] = build === undefined
    ? async (on, signal) => {
      newest = await findNewest(on, app, train, floor, signal);
      const { build, elsewhere } = newest;
      return build ?? (elsewhere === undefined ? null : elsewhereOnly(train, elsewhere));
    }
    : (on, signal) => findNumber(on, app, train, build, signal);
  if (build === undefined && !isFlying && await find(store, signal) === null) {
    // announced by itself, and not written down yet
    if (deployed !== null && deployed.build > app.component.build) {
      const told = { build: deployed.build, version: deployed.version ?? undefined };
      return await askStore(session, store, app, { ...told, deployed, limits });
    }
    throw nothingInFlight(key, floor);
  }

  const of = train.version === undefined ? key : `${key} ${train.version}`;
  const what = build === undefined ? `The newest build of ${of}` : `Build ${build} of ${of}`;
  const found = await waitUntilInstallable(store, { audience, find, what }, {
    signal,
    limits,
    onState: (state) => output.note(`store   ${what}: ${state}`),
  }).catch((error) => {
    throw withBelow(error, newest?.below);
  });
  for (const one of newest?.broken ?? []) {
    output.warn(
      "store_build_failed",
      `${nameOf(one)} is ${one.processingState}, so ${nameOf(found)} is taken`,
    );
  }
  return found;
}

/**
 * The train that is asked for or, while a build of this project is in flight, the one that the project says. Without either every train
 * counts that is not lower than what people have.
 */
async function knownTrain(
  workspace: Workspace,
  { key, component }: App,
  { version, deployed, isFlying }: { version?: string; deployed: Deployed; isFlying: boolean },
): Promise<Train> {
  const least = leastVersions(component, deployed);
  const known = version ?? (isFlying ? await marketingVersionOf(workspace, key) : undefined);
  return { version: known, least };
}

/** The same number of another version is another build. */
function requireHigher(
  { key }: App,
  { build, version }: { build: number; version?: string },
  deployed: Deployed,
): void {
  if (deployed === null || build > deployed.build) return;
  const isSame = build === deployed.build && (version === undefined || version === deployed.version);
  if (isSame) return;
  throw new CommandError(
    "build_not_higher",
    `${key} is deployed at ${nameOf(deployed)}, asked for ${
      version === undefined ? build : nameOf({ build, version })
    }`,
    "An app never goes back, and builds rise over all versions: upload a higher one.",
    exitCode.refused,
  );
}

function elsewhereOnly({ version }: Train, elsewhere: StoreBuild): string {
  return `none of ${version} yet, but ${nameOf(elsewhere)}: if you mean that one, ${
    confirmCommand(elsewhere.build, elsewhere.version ?? undefined)
  }`;
}

function nothingInFlight(key: string, floor: number): CommandError {
  return new CommandError(
    "nothing_in_flight",
    `${key} is at build ${floor}, the store has none above it, and none is in flight`,
    "Run slipway ios ship, or name the build: slipway ios confirm --build <number>.",
    exitCode.refused,
  );
}

/** What the newest one hides is named. */
function withBelow(error: unknown, below: StoreBuild | undefined): unknown {
  if (!(error instanceof CommandError) || below === undefined) return error;
  const { code, message, hint, exitCode, findings } = error;
  const command = confirmCommand(below.build);
  return new CommandError(
    code,
    message,
    `${hint} Or take ${nameOf(below)}, which can be installed: ${command}.`,
    exitCode,
    findings,
  );
}
