import type { Finding } from "../../cli/command-error.ts";
import type { EditContext } from "../edit-context.ts";
import type { Component } from "../schema.ts";
import { isCrateVersion, isPackageVersion } from "./lock-paths.ts";

/**
 * What repeats the version of a package or a crate beyond its mirror, as the mirrored files say by now: lock files, and what crates
 * require of each other. Written into the draft; a finding for each place that said something else. Files that are not there are nothing.
 */
export async function followMirrors(
  context: EditContext,
  components: readonly (readonly [string, Component])[],
): Promise<Finding[]> {
  const mirrors = components.flatMap(([key, component]) =>
    component.mirrors.map((mirror) => ({ key, mirror }))
  );
  const findings: Finding[] = [];
  for (const { key, mirror } of mirrors.filter(({ mirror }) => isPackageVersion(mirror))) {
    const { followPackage } = await import("./npm.ts");
    findings.push(...await followPackage(context, key, mirror.file));
  }
  const crates = mirrors.filter(({ mirror }) => isCrateVersion(mirror));
  if (crates.length === 0) return findings;
  const [{ openCargo }, { followCrates }] = await Promise.all([
    import("./cargo-workspace.ts"),
    import("./cargo.ts"),
  ]);
  const cargo = openCargo(context);
  for (const { key, mirror } of crates) findings.push(...await followCrates(context, cargo, key, mirror));
  return findings;
}
