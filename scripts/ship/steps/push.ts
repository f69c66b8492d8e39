import { shown } from "../../git/git.ts";
import { isPushed, pushArgs, trackingRef } from "../../git/remote.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { loadWorkspace, type Workspace } from "../../manifest/load.ts";
import { shipMessage } from "../message.ts";
import type { Step } from "../pipeline.ts";
import { passCheck } from "../passed.ts";
import { publish } from "../publish.ts";
import type { ShipRun } from "../run.ts";
import { short } from "./commit.ts";
import { holdBranch } from "./fetch.ts";

/** Pushes, with one more try on top of whoever was faster; then the branch is anybody's again. */
export const pushStep: Step = {
  name: "push",
  describe: ({ of }) => [shown(pushArgs(of))],
  async prepare(run) {
    await holdBranch(run);
    return { sha: run.sha, build: run.build };
  },
  looksFirst: true,
  async run(run, started) {
    const { git, of, sha, signal, held } = run;
    await passCheck(git, of, sha);
    await started;
    const pushed = await publish({
      ...{ git, of, sha, signal },
      ship: held.id,
      again: (workspace) => again(run, workspace),
      confirm: (sha) => held.record("push", "started", { sha, build: run.build, is_rebased: true }),
    });
    run.sha = pushed.sha;
    run.isPushed = true;
    if (pushed.isRebased) run.workspace = await loadWorkspace(run.workspace.root);
    // nobody waits for this answer: a lease that is not given back ends with the ship
    held.give(`git:${of.branch}`).catch(() => {});
    return {
      summary: `${short(run.sha)} is on ${of.remote}/${of.branch}${pushed.isRebased ? ", rebased" : ""}`,
      detail: { sha: run.sha, build: run.build, is_rebased: pushed.isRebased },
    };
  },
  async isDone({ git, of, sha, build }) {
    if (sha === "" || !await isPushed(git, of, sha)) return null;
    return { summary: `${short(sha)} was pushed before`, detail: { sha, build } };
  },
};

/** The bump on top of the remote's version.json: a number that somebody else has written there is taken. */
async function again(run: ShipRun, workspace: Workspace) {
  const { component, message } = run.request;
  const remote = await loadWorkspace(run.git.root, commitTree(run.git.root, trackingRef(run.of)));
  // a component that this very commit adds is not there yet
  const theirs = remote.manifest.components[component]?.build ?? -1;
  if (run.kind !== "ios") run.build = Math.max(run.build, theirs + 1);
  const edits = await run.planEdits(workspace, component, run.build);
  return { edits, message: shipMessage(workspace.manifest, component, run.build, message) };
}
