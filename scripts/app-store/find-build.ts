import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { App } from "./app.ts";
import type { AppStoreConnect, StoreBuild } from "./app-store-connect.ts";
import { dottedBuild } from "./archive-output.ts";
import { isBroken, judgeBuild } from "./installable.ts";
import { byTrain, confirmCommand, isOurs, lowerVersion, nameOf, type Train } from "./train.ts";

/** What the store has above a build. */
export interface Newest {
  /** The one to wait for: the highest that is not broken, else the highest; null when there is none. */
  build: StoreBuild | null;
  /** Broken ones that are higher. */
  broken: StoreBuild[];
  /** The highest below it that can be installed. */
  below: StoreBuild | undefined;
  /** The highest of trains that are not asked for. */
  elsewhere: StoreBuild | undefined;
}

/**
 * The highest build of the train that is above `floor`. Raises `build_dotted` (exit 5) when there is none, because the newest upload has
 * a number that is none of Slipway's.
 */
export async function findNewest(
  store: AppStoreConnect,
  { appId, audience }: App,
  train: Train,
  floor: number,
  signal: AbortSignal,
): Promise<Newest> {
  const { builds, dotted } = await store.listBuilds(appId, signal);
  const above = builds.filter(({ build }) => build > floor).sort(byTrain);
  const ours = above.filter((one) => isOurs(one, train));
  const good = ours.filter((one) => !isBroken(one, audience));
  const build = good[0] ?? ours[0] ?? null;
  const odd = dotted.find((one) => isOurs(one, train));
  const whole = builds.find((one) => isOurs(one, train));
  if (build === null && odd !== undefined && uploadTime(odd) > uploadTime(whole)) {
    throw dottedBuild(`the newest upload is ${nameOf(odd)}`, odd.number, exitCode.refused);
  }
  return {
    build,
    broken: ours.slice(0, build === null ? 0 : ours.indexOf(build)),
    below: good.slice(1).find((one) => judgeBuild(one, audience).state === "installable"),
    elsewhere: above.find((one) => isOurs(one, { least: train.least }) && !isOurs(one, train)),
  };
}

function uploadTime(upload?: { uploadedAt: string | null }): number {
  return Date.parse(upload?.uploadedAt ?? "") || 0;
}

/**
 * The build with this number that is ours, or null. Another train may have the same number. Raises `version_not_higher` when only lower
 * ones have it, and `store_train_missing` when several may be meant; exit code 5.
 */
export async function findNumber(
  store: AppStoreConnect,
  { key, appId }: App,
  train: Train,
  build: number,
  signal: AbortSignal,
): Promise<StoreBuild | null> {
  if (train.version !== undefined) return await store.findBuild(appId, build, train.version, signal);
  const all = await store.findTrains(appId, build, signal);
  const ours = all.filter((one) => isOurs(one, train));
  const [found, second] = ours;
  if (found === undefined) {
    const [lower] = all;
    if (lower?.version) throw lowerVersion(key, lower.version, train.least);
    return null;
  }
  if (second === undefined) return found;
  throw new CommandError(
    "store_train_missing",
    `the store has ${ours.map(nameOf).join(" and ")}`,
    `Name the version: ${
      ours.map(({ version }) => confirmCommand(build, version ?? undefined)).join(" or ")
    }.`,
    exitCode.refused,
  );
}
