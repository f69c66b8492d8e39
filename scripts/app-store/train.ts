import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { compareDotted } from "../manifest/compare.ts";
import type { StoreBuild } from "./app-store-connect.ts";

/**
 * Which trains count. The store counts builds for each marketing version ("train") by itself, so that a number alone may mean several
 * uploads.
 */
export interface Train {
  /** The only one; undefined when it is not known: then every one that is not lower than `least`. */
  version?: string;
  /** What version.json says, and what is deployed: an app never goes back. */
  least: readonly string[];
}

/** A build with its train, which names the version that it can be sold as. */
export type TrainBuild = StoreBuild & { version: string };

/** Whether a build belongs to it. Of a build without a version nobody knows better. */
export function isOurs({ version }: { version: string | null }, train: Train): boolean {
  if (train.version !== undefined) return version === train.version;
  return version === null || !isLower(version, train);
}

/** Whether a marketing version is lower than what people have already. */
export function isLower(version: string, { least }: Pick<Train, "least">): boolean {
  return least.some((other) => (compareDotted(version, other) ?? 0) < 0);
}

/** What version.json says and what is deployed. */
export function leastVersions(
  component: { version: string },
  deployed?: { version: string | null } | null,
): string[] {
  return [component.version, ...deployed?.version ? [deployed.version] : []];
}

/** Higher versions first, in each the higher builds. */
export function byTrain(a: StoreBuild, b: StoreBuild): number {
  return (compareDotted(b.version ?? "0", a.version ?? "0") ?? 0) || b.build - a.build;
}

/** A build as people name it: `1.0 (115)`. */
export function nameOf(
  { version, ...of }: { version: string | null } & ({ build: number } | { number: string }),
): string {
  return `${version ?? "?"} (${"build" in of ? of.build : of.number})`;
}

/** What to type to confirm this very build. */
export function confirmCommand(build: number, version?: string): string {
  return `slipway ios confirm --build ${build}${version === undefined ? "" : ` --train ${version}`}`;
}

/** `version_not_higher` (exit 5): a lower version never takes the place of a higher one. */
export function lowerVersion(key: string, version: string, least: readonly string[]): CommandError {
  const [highest = ""] = least.toSorted((a, b) => compareDotted(b, a) ?? 0);
  return new CommandError(
    "version_not_higher",
    `${key} is at version ${highest}, and this build is of ${version}`,
    `An app never goes back: raise MARKETING_VERSION to ${highest} or more. Is version.json wrong? Correct components.${key}.version first.`,
    exitCode.refused,
  );
}
