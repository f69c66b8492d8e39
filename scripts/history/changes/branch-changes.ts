import { CommandError, type Finding } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { findBranchPoint } from "../../git/branch-point.ts";
import { fields, type Git } from "../../git/git.ts";
import { trackingRef } from "../../git/remote.ts";
import { resolveEnvironment } from "../../manifest/environment.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { isDocsOnly, trackFiles } from "../track-files.ts";
import type { Change } from "./change.ts";
import { listedTree } from "./listed-tree.ts";
import { isChangeFile, readChanges } from "./read-changes.ts";

/** A track that a branch touches. */
interface TouchedTrack {
  track: string;
  /** Of its files, those that differ. */
  files: string[];
  /** The branch's change files that speak of it. */
  changes: string[];
  /** Its version follows change files, so that one is expected. */
  isNeeded: boolean;
}

/** What a branch does to tracks, and what it says of it. */
interface BranchChanges {
  base: string;
  mergeBase: string;
  tracks: TouchedTrack[];
  /** What of its change files can't be read. */
  findings: Finding[];
}

/**
 * The tracks that a branch touches since it left `base`, with what is not yet committed, and the change files that it brings for them. One that
 * names nobody says that there is nothing to release, so it speaks of all. Documents alone touch nothing. Raises CommandError `base_unknown`,
 * exit code 5.
 */
export async function readBranch(
  git: Git,
  manifest: Manifest,
  base: string | undefined,
): Promise<BranchChanges> {
  const { name, mergeBase } = await leftAt(git, manifest, base);
  const [diff, others, { changes, findings }] = await Promise.all([
    git.run(["diff", "--name-status", "-z", "--no-renames", "--relative", mergeBase, "--"]),
    git.run(["ls-files", "-z", "--others", "--exclude-standard"]),
    readChanges({ tree: listedTree(git), manifest }),
  ]);
  const untracked = fields(others.stdout);
  const pairs = fields(diff.stdout);
  const paths = pairs.filter((_, index) => index % 2 === 1);
  const own = new Set([...paths, ...untracked].filter(isChangeFile));
  const told = changes.filter(({ file }) => own.has(file));
  const tracks = Object.entries(manifest.components).flatMap(
    ([key, { release, paths: owned }]): TouchedTrack[] => {
      if (release === undefined) return [];
      const touches = trackFiles(manifest, key);
      const files = [...new Set([...paths, ...untracked])].filter((path) =>
        !isChangeFile(path) && touches(path)
      ).sort();
      const except = release.changelog === undefined ? [] : [release.changelog.file];
      if (isDocsOnly(files.filter((file) => !except.includes(file)), { owned })) return [];
      return [{ track: key, files, changes: filesFor(key, told), isNeeded: release.bump === "changes" }];
    },
  );
  return {
    base: name,
    mergeBase,
    tracks,
    findings: findings.filter(({ file }) => file !== undefined && own.has(file)),
  };
}

function filesFor(key: string, changes: readonly Change[]): string[] {
  return changes.filter(({ releases }) => Object.hasOwn(releases, key) || Object.keys(releases).length === 0)
    .map(({ file }) => file);
}

/** Where HEAD left the branch that releases come from: the remote's, or the clone's own where it never saw that. */
async function leftAt(
  git: Git,
  manifest: Manifest,
  base: string | undefined,
): Promise<{ name: string; mergeBase: string }> {
  const { remote, branch } = resolveEnvironment(manifest).upstream;
  const candidates = base === undefined
    ? [{ name: `${remote}/${branch}`, ref: trackingRef({ remote, branch }) }, {
      name: branch,
      ref: `refs/heads/${branch}`,
    }]
    : [{ name: base, ref: base }];
  const found = await findBranchPoint(git, candidates);
  if (found !== null) return found;
  throw new CommandError(
    "base_unknown",
    `nobody can tell where this branch left ${candidates[0]?.name}: this clone does not have both`,
    `git fetch ${remote} ${branch}, in a shallow clone with --unshallow; or name another branch with --base`,
    exitCode.refused,
  );
}
