import type { Finding } from "../cli/command-error.ts";
import type { Git } from "../git/git.ts";
import type { RemoteBranch } from "../git/remote.ts";
import { listTags, remoteTags } from "../git/tags.ts";
import { guardBranch } from "../ship/guards/branch.ts";
import type { CloneState } from "../ship/guards/guards.ts";
import type { Level } from "../tracks/version.ts";

/** What is asked for. */
export interface VersionBumpRequest {
  key: string;
  level: Level;
  /** Writes, commits and tags nothing. */
  isDryRun: boolean;
  isTagging: boolean;
  /** Pushes the commit together with its tag. */
  isPushing: boolean;
}

/** A tag belongs to a commit of the branch that ships; without one, any branch will do. */
export function guardClone(
  { repository, distance, hasIdentity }: CloneState,
  upstream: RemoteBranch,
  { isTagging, isPushing }: VersionBumpRequest,
): Finding[] {
  const isBound = isTagging || isPushing;
  const found = guardBranch({ repository, upstream, distance: isBound ? distance : null, hasIdentity });
  const dirty = repository.changes.filter(({ isUntracked }) => !isUntracked).map(({ path }) => path);
  return [
    ...found.filter(({ code }) => isBound || code !== "branch_wrong"),
    ...isPushing && (distance?.behind ?? 0) > 0
      ? [{
        code: "branch_behind",
        message: `${upstream.remote}/${upstream.branch} has commits that are missing here`,
        hint: `git pull --rebase ${upstream.remote} ${upstream.branch}`,
      }]
      : [],
    ...dirty.length === 0 ? [] : [{
      code: "files_dirty",
      message: `${dirty.slice(0, 10).join(", ")} ${
        dirty.length === 1 ? "is" : "are"
      } changed and not committed`,
      hint: "Commit them, or git stash: the commit of a version holds nothing else.",
    }],
  ];
}

/** A version is used once, here and at the remote. */
export async function guardTag(git: Git, tag: string): Promise<Finding[]> {
  const tags = [...await remoteTags(git), ...await listTags(git, "refs/tags/")];
  const there = tags.find(({ name }) => name === tag);
  return there === undefined ? [] : [{
    code: "tag_taken",
    message: `the tag ${tag} exists already, at ${there.commit.slice(0, 12)}`,
    hint: "A version is used once: correct version.json, or raise another of the three numbers.",
  }];
}
