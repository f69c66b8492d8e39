import { CommandError } from "../../../cli/command-error.ts";
import { amend, changedPaths, commit, headSha, isShipCommit, stage } from "../../../git/commit.ts";
import { auditTrailer, shipTrailer } from "../../../git/trailers.ts";
import { shown } from "../../../git/git.ts";
import { readStatus } from "../../../git/repository.ts";
import { guardChanges } from "../../guards/changes.ts";
import { guardFiles } from "../../guards/files.ts";
import { refuse } from "../../guards/guards.ts";
import { withoutLateFiles } from "../../guards/late-files.ts";
import { isOwnFile } from "../../guards/own-files.ts";
import { shipMessage } from "../../push/commit-message.ts";
import type { ShipRun, Step } from "../flow.ts";
import { commitMessage } from "../run-context.ts";

/** Commits the component's own changes, the shared files and the bump; nothing else can get in. */
export const commitStep: Step = {
  name: "commit",
  describe: ({ request, workspace, build, committed }) => {
    const message = shipMessage(workspace.manifest, request.component, build, request.message);
    return [
      shown(["add", "--", ...committed]),
      shown([
        ...["commit", "-m", message, "--trailer", `${shipTrailer}: <ship>`],
        ...["--trailer", `${auditTrailer}: <seq>:<hash> <log>`],
      ]),
    ];
  },
  looksFirst: true,
  async run(run, started) {
    const { workspace: { manifest }, request, git, lease } = run;
    // looked at again: a hook or a person may have touched files since the checks
    const { changes: present, head } = await readStatus(git);
    const { changes, late } = withoutLateFiles(present, run.seenFiles);
    refuse([
      ...guardChanges(manifest, request.component, changes),
      ...await guardFiles(git, manifest, request.component, changes),
    ], []);
    if (late.length > 0) run.output.warn("files_left_out", leftOut(late));
    if (changes.length === 0) {
      run.sha ||= head ?? await headSha(git);
      return { summary: `${short(run.sha)} has everything`, detail: { sha: run.sha }, isSkipped: true };
    }
    await started;
    await stage(git, changes.map(({ path }) => path));
    const message = commitMessage(run, run.workspace);
    const isAgain = run.sha !== "" && await isShipCommit(git, lease.id);
    run.sha = isAgain ? await amend(git, message) : await commit(git, message);
    await requireOwnPaths(run);
    return {
      summary: `${short(run.sha)}, ${changes.length} files`,
      detail: { sha: run.sha, files: changes.length },
    };
  },
};

/** A hook of git may put more into the commit than was guarded. Raises `commit_has_more` (exit 1). */
async function requireOwnPaths(
  { git, sha, workspace: { manifest }, request: { component } }: ShipRun,
): Promise<void> {
  const foreign = (await changedPaths(git, sha)).filter((path) => !isOwnFile(manifest, component, path));
  if (foreign.length === 0) return;
  throw new CommandError(
    "commit_has_more",
    `a hook of git put files into the commit that a ship of ${component} must not carry: ${
      foreign.join(", ")
    }`,
    `Take them out: git reset --soft HEAD^ && git restore --staged -- ${
      foreign[0]
    }; keep the hook from adding them, then run slipway ship --resume.`,
  );
}

function leftOut(late: readonly string[]): string {
  const named = late.slice(0, 5).join(", ");
  return `new since the checks, so not committed: ${named}${
    late.length > 5 ? ` and ${late.length - 5} more` : ""
  }`;
}

export function short(sha: string): string {
  return sha.slice(0, 9);
}
