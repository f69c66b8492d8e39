import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { pushCommit } from "../../git/push.ts";
import { keepTags, tagRefspecs } from "../../git/make-tag.ts";
import { remoteTags } from "../../git/tags.ts";
import type { Step } from "../../ship/flow/flow.ts";
import { short } from "../../ship/flow/steps/commit.ts";
import { holdBranch } from "../../ship/flow/steps/fetch.ts";
import { checkBeforePush } from "../../ship/push/pre-push-cache.ts";
import type { ReleaseRun } from "../cut.ts";
import { fetchBase, lookAgain } from "./fetch.ts";
import { makeAgain, tagExists } from "./make.ts";

/** How often the remote may move while a release is on its way: it is made anew on top each time. */
const mostTries = 5;

/** Pushes branch and tags, all or none. */
export const pushStep: Step<ReleaseRun> = {
  name: "push",
  isDone({ isPushed, sha, upstream: { remote, branch }, cut: { tracks } }) {
    const tags = tracks.map(({ tag }) => tag);
    if (!isPushed) return Promise.resolve(null);
    return Promise.resolve({ summary: `${remote}/${branch} has ${tags.join(", ")}`, detail: { sha, tags } });
  },
  async prepare(run) {
    await holdBranch(run);
    return { sha: run.sha };
  },
  async run(run) {
    const { lease, upstream } = run;
    for (let attempt = 1; !await push(run); attempt++) {
      if (attempt === mostTries) throw overtaken(run);
      if (run.cut.request.agree !== undefined) throw movedFromPlan(run);
      run.output.note(`        ${upstream.branch} moved; made anew on top of it`);
      await lookAgain(run);
      await makeAgain(run);
      await lease.record("push", "started", { sha: run.sha, is_again: true });
    }
    run.isPushed = true;
    lease.release(`git:${upstream.branch}`).catch(() => {});
    const tags = run.cut.tracks.map(({ tag }) => tag);
    return {
      summary: `${short(run.sha)} is on ${upstream.remote}/${upstream.branch} with ${tags.join(", ")}`,
      detail: { sha: run.sha, tags },
    };
  },
};

/** False when the remote moved. Raises `tag_exists`, `branch_protected` (exit 5), and what the push raises. */
async function push(run: ReleaseRun): Promise<boolean> {
  const { git, upstream, sha, signal, cut: { tags } } = run;
  try {
    await checkBeforePush(git, upstream, sha);
    if (await pushCommit(git, upstream, sha, signal, { others: tagRefspecs(tags) }) !== "pushed") {
      return false;
    }
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== "push_refused") throw error;
    if (await hasMoved(run)) return false;
    throw asProtected(error) ?? error;
  }
  await keepTags(git, tags);
  return true;
}

/**
 * Of refs that are pushed together, each host has its own words for which was in the way, some only for people: so the remote is asked what it
 * has. Raises `tag_exists`.
 */
async function hasMoved({ git, upstream, signal, cut: { base, tags } }: ReleaseRun): Promise<boolean> {
  const head = await fetchBase(git, upstream, signal);
  const there = new Set((await remoteTags(git)).map(({ name }) => name));
  const taken = tags.find(({ name }) => there.has(name));
  if (taken !== undefined) throw tagExists(taken.name, true);
  return head !== base;
}

/** GitHub names its rules GH006 (a protected branch) and GH013 (a ruleset); GitLab says it in words. */
function asProtected(error: CommandError): CommandError | undefined {
  const says = /\bGH0(06|13)\b|protected branch/i;
  if (!says.test(error.message)) return undefined;
  return new CommandError(
    "branch_protected",
    error.message,
    "Nothing was pushed. Let whoever releases pass the branch's rules, then run slipway release --resume; or give it up (slipway release --abandon) and make a pull request of it: slipway release pr.",
    exitCode.refused,
  );
}

function overtaken({ upstream: { remote, branch } }: ReleaseRun): CommandError {
  return new CommandError(
    "push_overtaken",
    `${remote}/${branch} moved ${mostTries} times during the release`,
    "Nothing was pushed. Run slipway release --resume when the others are done.",
  );
}

function movedFromPlan({ upstream: { remote, branch } }: ReleaseRun): CommandError {
  return new CommandError(
    "plan_stale",
    `${remote}/${branch} moved during the release, so that it is not what the plan says`,
    "Nothing was pushed. Run slipway release --resume to release it on top of that all the same, or give it up: slipway release --abandon.",
    exitCode.refused,
  );
}
