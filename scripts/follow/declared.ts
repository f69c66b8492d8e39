import { CommandError } from "../cli/command-error.ts";
import type { DeclaredHosts } from "../control-plane/control-plane.ts";
import type { Git } from "../git/git.ts";
import { fetchBranch, type RemoteBranch, trackingRef } from "../git/remote.ts";
import { environmentsOf } from "../manifest/environment.ts";
import type { Manifest } from "../manifest/schema.ts";

interface Scope {
  git: Git;
  manifest: Pick<Manifest, "ship">;
  signal: AbortSignal;
}

/**
 * What version.json says of hosts, by environment, with the commit that each branch has now; empty when it names no host. `onUnreachable`
 * takes a branch that can't be read, whose commit is then not compared; without it that is raised: `fetch_failed`, `branch_gone`.
 */
export async function declaredHosts(
  { git, manifest, signal }: Scope,
  onUnreachable?: (error: CommandError) => void,
): Promise<DeclaredHosts> {
  const environments = environmentsOf(manifest);
  if (environments.every(({ entry }) => (entry?.hosts ?? []).length === 0)) return {};
  const declared: DeclaredHosts = {};
  for (const { name, upstream, entry } of environments) {
    const hosts = entry?.hosts ?? [];
    const tip = hosts.length === 0 ? {} : await tipOf(git, upstream, signal).catch((error) => {
      if (onUnreachable === undefined || !(error instanceof CommandError)) throw error;
      onUnreachable(error);
      return {};
    });
    declared[name] = { branch: upstream.branch, hosts, ...tip };
  }
  return declared;
}

/** The newest commit, and when it was made: a host has some time to take it. */
async function tipOf(git: Git, upstream: RemoteBranch, signal: AbortSignal) {
  await fetchBranch(git, upstream, signal);
  const { stdout } = await git.run(["log", "-1", "--format=%H %cI", trackingRef(upstream), "--"]);
  const [sha = "", since = ""] = stdout.trim().split(" ");
  return { sha, since };
}
