import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { App } from "../app.ts";
import type { AppStoreConnect, StoreBuild } from "../app-store-connect.ts";
import { findNumber } from "../find-build.ts";
import { judgeBuild } from "../installable.ts";
import { byTrain, nameOf, type TrainBuild } from "../train.ts";
import { refuse } from "./refusals.ts";

/** What is asked for. */
interface Wish {
  /** A certain build; the latest that testers can install when it is missing. */
  build?: number;
  /** Its marketing version. */
  train?: string;
  signal: AbortSignal;
  warn(code: string, message: string): void;
}

/**
 * The build to promote: what testers have. One that is newer and not with them yet is named. Raises `nothing_to_promote`,
 * `build_not_installable` and the code of what stopped a build for good, as `export_compliance_missing` (exit 5).
 */
export async function chooseTested(
  store: AppStoreConnect,
  app: App,
  { build, train, signal, warn }: Wish,
): Promise<TrainBuild> {
  if (build !== undefined) {
    const found = await findNumber(store, app, { version: train, least: [] }, build, signal);
    if (found === null) throw nothing(app, `the store has no build ${build}`);
    return withTrain(requireInstallable(found, app));
  }
  const { builds } = await store.listBuilds(app.appId, signal);
  const all = builds.filter(({ version }) => train === undefined || version === train).sort(byTrain);
  const found = all.find((one) => judgeBuild(one, app.audience).state === "installable");
  const [newest] = all;
  if (newest === undefined) throw nothing(app, "the store has no build");
  if (found === undefined) return withTrain(requireInstallable(newest, app));
  if (found !== newest) {
    const verdict = judgeBuild(newest, app.audience);
    const state = verdict.state === "installable" ? "installable" : verdict.what;
    warn("newer_build", `${nameOf(newest)} is ${state}, so ${nameOf(found)} is taken`);
  }
  return withTrain(found);
}

function requireInstallable(build: StoreBuild, { audience }: App): StoreBuild {
  const verdict = judgeBuild(build, audience);
  if (verdict.state === "installable") return build;
  const isStuck = verdict.state === "stuck";
  throw new CommandError(
    isStuck ? verdict.code : "build_not_installable",
    `App Store Connect says ${verdict.what} of build ${nameOf(build)}: no tester has it`,
    isStuck
      ? verdict.hint
      : "Wait until testers can install it: slipway ios confirm. Then run the same command.",
    exitCode.refused,
  );
}

function withTrain(build: StoreBuild): TrainBuild {
  const { version } = build;
  if (version !== null) return { ...build, version };
  throw new CommandError(
    "store_answer_unexpected",
    `App Store Connect names no version of build ${build.build}`,
    "Try again later.",
  );
}

function nothing({ key }: App, what: string): CommandError {
  return refuse("nothing_to_promote", `${key}: ${what}`, "Upload one first: slipway ios beta.");
}
