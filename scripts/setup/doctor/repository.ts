import { CommandError } from "../../cli/command-error.ts";
import { type Git, openGit } from "../../git/git.ts";
import { hasIdentity, identityFix } from "../../git/identity.ts";
import { lookAtRemote, missingBranch, type RemoteBranch } from "../../git/remote.ts";
import { check } from "../../manifest/check.ts";
import { resolveEnvironment } from "../../manifest/environment.ts";
import type { Workspace } from "../../manifest/load.ts";
import { findCiCheck } from "../find/ci.ts";
import { takeSnapshot } from "../find/snapshot.ts";
import { hooksProblem } from "../hooks.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** Milliseconds that the remote may take to answer. */
const remoteLimitMs = 10_000;

/** The clone: whether everything agrees, and whether its pushes are checked, here and in CI. */
export async function examineRepository(workspace: Workspace): Promise<Diagnosis[]> {
  const git = openGit(workspace.root);
  const { upstream } = resolveEnvironment(workspace.manifest);
  const [{ findings }, hooks, snapshot, shallow, isSomebody, remoteLine] = await Promise.all([
    check(workspace),
    hooksProblem(git),
    takeSnapshot(workspace.root),
    git.run(["rev-parse", "--is-shallow-repository"]),
    hasIdentity(git),
    examineRemoteBranch(git, upstream),
  ]);
  const ci = findCiCheck(snapshot);
  return [
    findings.length === 0 ? well("check", "mirrors, README.md and map agree with version.json") : ill(
      "check",
      `${findings.length} places disagree with version.json`,
      "See slipway check; slipway sync fixes most.",
    ),
    hooks === null
      ? well("hooks", "pushes from this clone are checked")
      : ill("hooks", hooks, "Run slipway hooks."),
    ci === undefined
      ? unknown(
        "ci",
        "no CI file mentions slipway check",
        "Run npx --no slipway check in CI: a push with --no-verify passes the hook.",
      )
      : well("ci", `${ci} runs slipway check`),
    shallow.stdout.trim() === "true"
      ? ill("clone", "the clone is shallow, so nothing can be shipped from it", "Run git fetch --unshallow.")
      : well("clone", "the clone has its whole history"),
    remoteLine,
    isSomebody
      ? well("identity", "git knows in whose name to commit")
      : ill("identity", "git does not know in whose name to commit", `Run ${identityFix}.`),
  ];
}

/** Whether the branch that ships is where ships are pushed to. */
export async function examineRemoteBranch(
  git: Git,
  upstream: RemoteBranch,
  name = "remote",
): Promise<Diagnosis> {
  const { remote, branch } = upstream;
  const address = await git.run(["config", "--get", `remote.${remote}.url`], { answers: [0, 1] });
  if (address.code !== 0) {
    return ill(name, `the clone has no remote ${remote}`, `Run git remote add ${remote} <address>.`);
  }
  try {
    const gone = await missingBranch(
      git,
      upstream,
      await lookAtRemote(git, upstream, undefined, remoteLimitMs),
    );
    return gone === null
      ? well(
        name,
        name === "remote" ? `ships are pushed to ${branch} of ${remote}` : `${remote} has ${branch}`,
      )
      : ill(name, gone.message, gone.hint);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return unknown(name, `${remote} could not be asked: ${error.message}`, error.hint);
  }
}
