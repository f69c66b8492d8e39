import type { Environment } from "./environment.ts";
import type { Manifest } from "./schema.ts";

/** Whether version.json names checks that commits of one of the branches need. */
export const namesChecks = ({ ship }: Manifest, branches: readonly string[]): boolean =>
  branches.some((branch) => (ship.gates?.branches[branch]?.checks ?? []).length > 0);

/** Whether a deploy asks for checks: version.json names some for the environment's branches, or a promotion there needs them. */
export const needsChecks = (manifest: Manifest, environment: Environment): boolean =>
  (environment.entry?.promote?.needs.includes("checks") ?? false) ||
  namesChecks(manifest, branchesOf(environment));

/** The branch that is promoted from and the one that is deployed there. */
export function branchesOf({ upstream: { branch }, entry }: Environment): string[] {
  return [...new Set([entry?.promote?.from ?? branch, branch])];
}
