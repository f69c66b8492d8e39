import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { type BranchPoint, findBranchPoint } from "../git/branch-point.ts";
import type { Git } from "../git/git.ts";
import { trackingRef } from "../git/remote.ts";
import { environmentsOf, resolveEnvironment } from "../manifest/environment.ts";
import type { Manifest } from "../manifest/schema.ts";

/**
 * The branch where work lands: from the one that announces back along its promotions, as main is for production. Changes are merged there
 * first, so numbers are given away there.
 */
function workBranch(manifest: Pick<Manifest, "ship">): string {
  const all = environmentsOf(manifest);
  const seen = new Set<string>();
  let environment = resolveEnvironment(manifest);
  for (;;) {
    const from = environment.entry?.promote?.from;
    if (from === undefined || seen.has(from)) return environment.upstream.branch;
    seen.add(from);
    const before = all.find(({ upstream }) => upstream.branch === from);
    if (before === undefined) return from;
    environment = before;
  }
}

/**
 * Where HEAD left the branch that it will be merged into, as it was last fetched, or the clone's own where it never was. Null where the clone
 * has nothing to compare with. Raises `base_unknown` (exit 5) for one that somebody named.
 */
export async function readBase(
  git: Git,
  manifest: Pick<Manifest, "ship">,
  base: string | undefined,
): Promise<BranchPoint | null> {
  const { remote } = manifest.ship;
  const branch = base ?? workBranch(manifest);
  const found = await findBranchPoint(git, [
    { name: `${remote}/${branch}`, ref: trackingRef({ remote, branch }) },
    { name: branch, ref: base ?? `refs/heads/${branch}` },
  ]);
  if (found !== null || base === undefined) return found;
  throw new CommandError(
    "base_unknown",
    `nobody can tell where this branch left ${base}: this clone does not have both`,
    `git fetch ${remote} ${base}, in a shallow clone with --unshallow.`,
    exitCode.refused,
  );
}
