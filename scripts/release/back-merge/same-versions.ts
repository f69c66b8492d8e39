import { CommandError } from "../../cli/command-error.ts";
import type { Git } from "../../git/git.ts";
import { commitTreeObject, makeCommit } from "../../git/make-commit.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { loadWorkspace, type Workspace } from "../../manifest/load.ts";
import { type NewVersion, planVersions } from "../../manifest/plan-versions.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { compareVersions, parseVersion } from "../../tracks/version.ts";

/** Three commits of a merge. */
interface Three {
  base: string;
  from: string;
  to: string;
}

/**
 * The same three with the same versions and builds in all of them, the higher one of either side: what Slipway itself writes into version.json,
 * mirrors and the table is then nothing that two branches can disagree about. The commits belong to no branch. Null when a version can't be
 * written in one of them.
 */
export async function withSameVersions(
  git: Git,
  { base, from, to }: Three,
): Promise<Omit<Three, "base"> | null> {
  try {
    const at = (sha: string) => loadWorkspace(git.root, commitTree(git.root, sha));
    const [before, theirs, ours] = [await at(base), await at(from), await at(to)];
    const versions = higher(theirs.manifest, ours.manifest);
    const tree = async (sha: string, workspace: Workspace) => {
      const known = versions.filter(({ key }) => Object.hasOwn(workspace.manifest.components, key));
      const files = (await planVersions(workspace, known)).map(({ path, after }) => ({ path, after }));
      return `${await makeCommit(git, sha, files, "the same versions\n")}^{tree}`;
    };
    const root = await commitTreeObject(git, await tree(base, before), [], "the same versions\n");
    const child = async (sha: string, workspace: Workspace) =>
      await commitTreeObject(git, await tree(sha, workspace), [root], "the same versions\n");
    return { from: await child(from, theirs), to: await child(to, ours) };
  } catch (error) {
    if (error instanceof CommandError) return null;
    throw error;
  }
}

/** Of each component that both have the higher version and the higher build. */
function higher(one: Manifest, other: Manifest): NewVersion[] {
  return Object.entries(one.components).flatMap(([key, { version, build }]) => {
    const second = other.components[key];
    if (second === undefined) return [];
    const [a, b] = [parseVersion(version), parseVersion(second.version)];
    const isSecond = !("problem" in a) && !("problem" in b) && compareVersions(b, a) > 0;
    return [{ key, version: isSecond ? second.version : version, build: Math.max(build, second.build) }];
  });
}
