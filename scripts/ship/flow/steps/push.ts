import { CommandError } from "../../../cli/command-error.ts";
import { exitCode } from "../../../cli/exit-code.ts";
import { shown } from "../../../git/git.ts";
import { isPushed, trackingRef } from "../../../git/remote.ts";
import { pushArgs } from "../../../git/push.ts";
import { commitTree } from "../../../manifest/commit-tree.ts";
import { loadWorkspace, type Workspace } from "../../../manifest/load.ts";
import type { ShipRun, Step } from "../flow.ts";
import { commitMessage } from "../run-context.ts";
import { checkBeforePush } from "../../push/pre-push-cache.ts";
import { publish } from "../../push/publish.ts";
import { short } from "./commit.ts";
import { holdBranch } from "./fetch.ts";

/** Pushes, with one more try on top of whoever was faster; then the branch is anybody's again. */
export const pushStep: Step = {
  name: "push",
  describe: ({ upstream }) => [shown(pushArgs(upstream))],
  async prepare(run) {
    await holdBranch(run);
    return { sha: run.sha, build: run.number.build };
  },
  looksFirst: true,
  async run(run, started) {
    const { git, upstream, sha, signal, lease, number } = run;
    await checkBeforePush(git, upstream, sha).catch((error: unknown) => nameRewriter(run, error));
    await started;
    const pushed = await publish({
      ...{ git, upstream, sha, signal },
      ship: lease.id,
      readme: run.workspace.manifest.ship.readme,
      replan: (workspace) => replan(run, workspace),
      confirm: (sha) => lease.record("push", "started", { sha, build: number.build, is_rebased: true }),
    });
    run.sha = pushed.sha;
    run.isPushed = true;
    if (pushed.isRebased) run.workspace = await loadWorkspace(run.workspace.root);
    // nobody waits for this answer: a lease that is not given back ends with the ship
    lease.release(`git:${upstream.branch}`).catch(() => {});
    return {
      summary: `${short(run.sha)} is on ${upstream.remote}/${upstream.branch}${
        pushed.isRebased ? ", rebased" : ""
      }`,
      detail: { sha: run.sha, build: number.build, is_rebased: pushed.isRebased },
    };
  },
  async isDone({ git, upstream, sha, number: { build } }) {
    if (sha === "" || !await isPushed(git, upstream, sha)) return null;
    return { summary: `${short(sha)} was pushed before`, detail: { sha, build } };
  },
};

/** Drift in the ship's own commit has one cause: something rewrote the files between the check and the commit. Raises the error. */
async function nameRewriter({ git, sha, written }: ShipRun, error: unknown): Promise<never> {
  const isDrift = error instanceof CommandError && error.exitCode === exitCode.drift;
  const tree = commitTree(git.root, sha);
  const rewritten: string[] = [];
  for (const [path, after] of isDrift ? written : []) {
    const committed = await tree.read(path);
    if (committed === null || !Buffer.from(committed).equals(after)) rewritten.push(path);
  }
  if (!isDrift || rewritten.length === 0) throw error;
  const { code, message, findings } = error;
  throw new CommandError(
    code,
    `${message}\nA hook of git, as a formatter, rewrote ${rewritten.join(", ")} on the way into the commit`,
    "Keep the hook from these files. Then git reset --soft HEAD^, slipway sync, and slipway ship --resume.",
    exitCode.drift,
    findings,
  );
}

/** The bump on top of the remote's version.json: a number that somebody else has written there is taken. */
async function replan(run: ShipRun, workspace: Workspace) {
  const { component } = run.request;
  const remote = await loadWorkspace(run.git.root, commitTree(run.git.root, trackingRef(run.upstream)));
  // a component that this very commit adds is not there yet
  const theirs = remote.manifest.components[component]?.build ?? -1;
  const { number, flow } = run;
  number.riseAbove(theirs);
  const edits = await flow.planEdits(workspace, component, number.build);
  return { edits, message: commitMessage(run, workspace) };
}
