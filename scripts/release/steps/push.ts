import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { pushCommit } from "../../git/remote.ts";
import { keepTags, tagRefspecs } from "../../git/make-tag.ts";
import type { Step } from "../../ship/flow/flow.ts";
import { short } from "../../ship/flow/steps/commit.ts";
import { holdBranch } from "../../ship/flow/steps/fetch.ts";
import { checkBeforePush } from "../../ship/push/pre-push-cache.ts";
import type { ReleaseRun } from "../cut.ts";
import { lookAgain } from "./fetch.ts";
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

/** False when the remote moved. */
async function push({ git, upstream, sha, signal, cut: { tags } }: ReleaseRun): Promise<boolean> {
  try {
    await checkBeforePush(git, upstream, sha);
    const others = tagRefspecs(tags);
    if (await pushCommit(git, upstream, sha, signal, { others }) !== "pushed") return false;
  } catch (error) {
    const taken = error instanceof CommandError
      ? tags.find(({ name }) => new RegExp(`${escape(name)}\\s.*\\(already exists\\)`).test(error.message))
      : undefined;
    throw taken === undefined ? asProtected(error) ?? error : tagExists(taken.name, true);
  }
  await keepTags(git, tags);
  return true;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** GitHub names its rules GH006 (a protected branch) and GH013 (a ruleset); GitLab says it in words. */
function asProtected(error: unknown): CommandError | undefined {
  const says = /\bGH0(06|13)\b|protected branch/i;
  if (!(error instanceof CommandError) || !says.test(error.message)) return undefined;
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
