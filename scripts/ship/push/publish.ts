import { CommandError } from "../../cli/command-error.ts";
import { amend, commit, headSha, isReachable, isShipCommit, stage } from "../../git/commit.ts";
import type { Git } from "../../git/git.ts";
import { type Conflict, rebaseCommit, unpushedCommits } from "../../git/rebase.ts";
import { fetchBranch, isPushed, type RemoteBranch, trackingRef } from "../../git/remote.ts";
import { pushCommit } from "../../git/push.ts";
import { type Edit, writeEdits } from "../../manifest/edits.ts";
import { loadWorkspace, type Workspace } from "../../manifest/load.ts";
import { isGeneratedConflict } from "./generated-conflicts.ts";
import { markedRebase } from "./marked-rebase.ts";
import { checkBeforePush } from "./pre-push-cache.ts";
import { requireAgreement } from "../guards/agreement.ts";

/** A commit of a ship on its way to the remote. */
interface Publication {
  git: Git;
  upstream: RemoteBranch;
  ship: string;
  sha: string;
  /** The file with the table: `ship.readme`. */
  readme: string;
  signal: AbortSignal;
  /** What the ship writes, planned anew on top of what the remote has by now; and the message that goes with it. */
  replan(workspace: Workspace): Promise<{ edits: Edit[]; message: string }>;
  /** Called before the second push, with the commit as it is then: the ship must still be held. */
  confirm(sha: string): Promise<void>;
}

/**
 * Pushes a commit that has passed the check, atomically. When the remote moved, once: put the ship's own commit on top, take its generated files, write this
 * ship's numbers again, check, push. Resolves with the commit that the remote has. Raises `push_refused`, `push_overtaken` and `rebase_conflict` (exit 1), and `drift`
 * (exit 7); the commit stays in the clone.
 */
export async function publish(publication: Publication): Promise<{ sha: string; isRebased: boolean }> {
  const { git, upstream, sha, signal } = publication;
  if (await pushCommit(git, upstream, sha, signal) === "pushed") return { sha, isRebased: false };
  await fetchBranch(git, upstream, signal);
  // a push whose answer got lost
  if (await isPushed(git, upstream, sha)) return { sha, isRebased: false };
  const next = await putOnTop(publication);
  await checkBeforePush(git, upstream, next);
  await publication.confirm(next);
  if (await pushCommit(git, upstream, next, signal) === "pushed") return { sha: next, isRebased: true };
  throw new CommandError(
    "push_overtaken",
    `${upstream.remote}/${upstream.branch} moved twice during the ship`,
    "The commit stays. Run slipway ship --resume when the others are done.",
  );
}

async function putOnTop({ git, upstream, sha, readme, ship, replan }: Publication): Promise<string> {
  // the person has brought both together: HEAD has the remote's commits and the ship's one
  if (await isReachable(git, trackingRef(upstream), ["HEAD"]) && await isReachable(git, sha, ["HEAD"])) {
    return await headSha(git);
  }
  const [own, ...others] = await unpushedCommits(git, upstream);
  const isOurs = own !== undefined && await isShipCommit(git, ship);
  if (others.length > 0 || !isOurs) throw commitsOfOthers(upstream, others.length + (isOurs ? 0 : 1));
  const isGenerated = (conflict: Conflict) => isGeneratedConflict(conflict, readme);
  await markedRebase(git, () => rebaseCommit(git, upstream, isGenerated));
  const { edits, message } = await replan(await loadWorkspace(git.root));
  await writeEdits(git.root, edits);
  await requireAgreement(await loadWorkspace(git.root));
  await stage(git, edits.map(({ path }) => path));
  // a commit of nothing but generated files is gone by now
  if (!await isShipCommit(git, ship)) {
    return edits.length === 0 ? await headSha(git) : await commit(git, message);
  }
  return await amend(git, message);
}

/** A ship rewrites no commit but its own: signatures, merges and authors of a person's would be lost. */
function commitsOfOthers({ remote, branch }: RemoteBranch, count: number): CommandError {
  return new CommandError(
    "push_needs_rewrite",
    `${remote}/${branch} moved during the ship, and ${count} commits of yours below the ship's are not there yet; a ship never rewrites those`,
    `Bring both together yourself: git pull --rebase ${remote} ${branch} (or git merge), then slipway ship --resume.`,
  );
}
