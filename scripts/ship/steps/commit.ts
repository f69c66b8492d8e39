import { amend, commit, headSha, isShipCommit, shipTrailer, stage, withTrailer } from "../../git/commit.ts";
import { shown } from "../../git/git.ts";
import { readStatus } from "../../git/repository.ts";
import { guardChanges } from "../guards/changes.ts";
import { refuse } from "../guards/guards.ts";
import { shipMessage } from "../message.ts";
import type { Step } from "../pipeline.ts";

/** Commits the component's own changes, the shared files and the bump; nothing else can get in. */
export const commitStep: Step = {
  name: "commit",
  describe: ({ request, workspace, build, committed }) => {
    const message = shipMessage(workspace.manifest, request.component, build, request.message);
    return [
      shown(["add", "--", ...committed]),
      shown(["commit", "-m", message, "-m", `${shipTrailer}: <ship>`]),
    ];
  },
  looksFirst: true,
  async run(run, started) {
    const { workspace, request, git, held, build } = run;
    // looked at again: a hook or a person may have touched files since the checks
    const { changes, head } = await readStatus(git);
    refuse(guardChanges(workspace.manifest, request.component, changes), []);
    if (changes.length === 0) {
      run.sha ||= head ?? await headSha(git);
      return { summary: `${short(run.sha)} has everything`, detail: { sha: run.sha }, isSkipped: true };
    }
    await started;
    await stage(git, changes.map(({ path }) => path));
    const message = withTrailer(
      shipMessage(workspace.manifest, request.component, build, request.message),
      held.id,
    );
    const isAgain = run.sha !== "" && await isShipCommit(git, held.id);
    run.sha = isAgain ? await amend(git, message) : await commit(git, message);
    return {
      summary: `${short(run.sha)}, ${changes.length} files`,
      detail: { sha: run.sha, files: changes.length },
    };
  },
};

export function short(sha: string): string {
  return sha.slice(0, 9);
}
