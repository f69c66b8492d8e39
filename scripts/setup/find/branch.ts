import { openGit } from "../../git/git.ts";
import type { Snapshot } from "./snapshot.ts";

/** Branches that nobody takes for a feature branch. */
const usual = ["main", "master", "trunk", "production", "release"];
/** Milliseconds that the remote may take to name its default branch. */
const timeoutMs = 4_000;

/**
 * The branch that ships. On a feature branch that is the remote's default branch: what the clone knows of it, else what the remote says.
 * Where nobody knows, the branch that is checked out.
 */
export async function shippingBranch({ root, branch, remote, remoteUrl }: Snapshot): Promise<string> {
  if (usual.includes(branch)) return branch;
  const git = openGit(root);
  const prefix = remoteUrl === "" ? "refs/heads/" : `refs/remotes/${remote}/`;
  const [known, refs] = await Promise.all([
    git.run(["symbolic-ref", "--quiet", `${prefix}HEAD`], { answers: [0, 1, 128] }),
    git.run(["for-each-ref", "--format=%(refname)", prefix]),
  ]);
  if (known.code === 0) return known.stdout.trim().slice(prefix.length);
  const branches = refs.stdout.split("\n");
  const found = usual.find((name) => branches.includes(prefix + name));
  return found ?? (remoteUrl === "" ? undefined : await askedRemote(root, remote)) ?? branch;
}

async function askedRemote(root: string, remote: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const { stdout } = await openGit(root).run(["ls-remote", "--symref", remote, "HEAD"], { signal });
    return /^ref: refs\/heads\/(\S+)\tHEAD$/m.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}
