import { CommandError, nullWhen } from "../../../cli/command-error.ts";
import { makeCommit } from "../../../git/make-commit.ts";
import { fetchBranch, trackingRef } from "../../../git/remote.ts";
import { pushCommit } from "../../../git/push.ts";
import { commitTree } from "../../../manifest/commit-tree.ts";
import type { Step, StepResult } from "../../../ship/flow/flow.ts";
import { short } from "../../../ship/flow/steps/commit.ts";
import { holdBranch } from "../../../ship/flow/steps/fetch.ts";
import { publishMessage } from "../../bot-commit.ts";
import type { PublishRun } from "../publication.ts";
import { renderUpdaterFiles } from "../updater-files.ts";

/** How often the remote may move while the commit is on its way: it is made anew on top each time. */
const mostTries = 5;

/** Writes what updaters read in git: the same bytes that the function `updates` serves, so nothing before everybody may have the build. */
export const updaterStep: Step<PublishRun> = {
  name: "updater",
  async run(run) {
    const { control, publication: { track: { key, release: { updater } }, channel } } = run;
    if (updater === undefined) return skipped("the track has no files for updaters");
    const published = await control.publishedFiles({ component: key, channel }).catch(
      nullWhen("component_unknown"),
    );
    const rendered = published === null
      ? { missing: updater.targets }
      : renderUpdaterFiles(updater, published);
    if ("missing" in rendered) {
      return skipped(
        `not written: nothing that everybody may have is for ${rendered.missing.join(", ") || channel}`,
      );
    }
    const wanted = rendered.files.map(({ path, text }) => ({ path, after: new TextEncoder().encode(text) }));
    await holdBranch(run);
    for (let attempt = 1; attempt <= mostTries; attempt++) {
      const outcome = await write(run, wanted);
      if (outcome !== null) return outcome;
      run.output.note(`        ${run.upstream.branch} moved; made anew on top of it`);
    }
    const { upstream: { remote, branch } } = run;
    throw new CommandError(
      "push_overtaken",
      `${remote}/${branch} moved ${mostTries} times while the files for updaters were on their way`,
      "Everything else is done. Run the command again when the others are done.",
    );
  },
};

function skipped(summary: string): StepResult {
  return { summary, isSkipped: true };
}

/** Null when the remote moved meanwhile. */
async function write(
  { git, upstream, signal, lease, publication: { track: { key }, version }, changed }: PublishRun,
  wanted: readonly { path: string; after: Uint8Array }[],
): Promise<StepResult | null> {
  await fetchBranch(git, upstream, signal);
  const base = (await git.run(["rev-parse", "--verify", `${trackingRef(upstream)}^{commit}`])).stdout.trim();
  const tree = commitTree(git.root, base);
  const before = await Promise.all(wanted.map(({ path }) => tree.read(path)));
  const files = wanted.filter(({ after }, index) => {
    const there = before[index] ?? null;
    return there === null || Buffer.compare(there, after) !== 0;
  });
  const names = wanted.map(({ path }) => path).join(", ");
  if (files.length === 0) return { summary: `${names}: as they should be` };
  const commit = await makeCommit(git, base, files, publishMessage({ key, version }, lease.id));
  if (await pushCommit(git, upstream, commit, signal) === "moved") return null;
  changed.add("updater");
  return {
    summary: `${names} (${short(commit)} on ${upstream.remote}/${upstream.branch})`,
    detail: { sha: commit, files: files.map(({ path }) => path) },
  };
}
