import { requireAgreement } from "../../ship/guards/agreement.ts";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { makeCommit } from "../../git/make-commit.ts";
import { makeTag, type TagObject } from "../../git/make-tag.ts";
import { localTagMessage, remoteTags } from "../../git/tags.ts";
import { auditTrailer, releaseTrailer, withTrailers } from "../../git/trailers.ts";
import type { Step } from "../../ship/flow/flow.ts";
import { runSteps } from "../../ship/flow/run-steps.ts";
import { short } from "../../ship/flow/steps/commit.ts";
import { botMessage, hasReleaseHooks } from "../bot-commit.ts";
import { readCandidates, storiesOf } from "../candidates.ts";
import type { ReleaseRun } from "../cut.ts";
import { takeHookFiles } from "../hook-files.ts";
import { fillHookTree } from "../hook-tree.ts";
import { planFiles } from "../plan-files.ts";
import { tracksOf } from "../track.ts";

/** Plans what the release writes; nothing is written outside of git's objects. */
export const bumpStep: Step<ReleaseRun> = {
  name: "bump",
  async run(run) {
    await plan(run);
    await fillHookTree(run);
    const files = run.cut.files.map(({ path }) => path);
    return { summary: files.join(", "), detail: { files } };
  },
};

/** The same checks as the pre-push hook's, of the files as they will be. */
export const checkStep: Step<ReleaseRun> = {
  name: "check",
  isReading: true,
  async run(run) {
    await takeHookFiles(run);
    await requireAgreement(run.workspace);
    return { summary: "everything agrees" };
  },
};

/** Makes the commit on top of what the remote has. */
export const commitStep: Step<ReleaseRun> = {
  name: "commit",
  async run(run) {
    await takeHookFiles(run);
    await commit(run);
    return { summary: `${short(run.sha)}, ${run.cut.files.length} files`, detail: { sha: run.sha } };
  },
};

/** Makes an annotated tag for each track, signed where the person signs. */
export const tagStep: Step<ReleaseRun> = {
  name: "tag",
  async run(run) {
    await tag(run);
    const tags = run.cut.tracks.map(({ tag }) => tag);
    return { summary: tags.join(", "), detail: { tags, sha: run.sha } };
  },
};

/** All of it once more, on top of what the remote has by now. Raises `hooks_appeared` (exit 5). */
export async function makeAgain(run: ReleaseRun): Promise<void> {
  if (run.cut.tree === undefined && hasReleaseHooks(run.workspace.manifest)) {
    throw new CommandError(
      "hooks_appeared",
      `${run.upstream.branch} has hooks by now that it had not when the release began`,
      "Nothing was pushed. Run slipway release --resume: it runs them.",
      exitCode.refused,
    );
  }
  await runSteps(run, [bumpStep, checkStep, commitStep, tagStep]);
}

async function plan(run: ReleaseRun): Promise<void> {
  const { git, workspace: before, cut: { base, tracks: cuts, request: { date } }, lease } = run;
  const tracks = tracksOf(before.manifest).filter(({ key }) => cuts.some((cut) => cut.key === key));
  const candidates = await readCandidates(run, base, tracks, lease.id);
  const stories = storiesOf(candidates);
  const { files, workspace } = await planFiles({ git, workspace: before, cuts, stories, date });
  run.workspace = workspace;
  run.cut = { ...run.cut, files };
}

async function commit(run: ReleaseRun): Promise<void> {
  const { git, cut: { base, files, tracks }, lease, auditWitness } = run;
  const message = botMessage(tracks, lease.id, { [auditTrailer]: auditWitness });
  // a release pull request has written everything already: the tags name its merge
  run.sha = files.length === 0 ? base : await makeCommit(git, base, files, message);
}

async function tag(run: ReleaseRun): Promise<void> {
  const { git, sha, cut: { tracks }, lease, workspace: { manifest } } = run;
  const tags: TagObject[] = [];
  const there = new Set((await remoteTags(git)).map(({ name }) => name));
  for (const { key, tag, version } of tracks) {
    const known = await localTagMessage(git, tag);
    const isOurs = known?.includes(`${releaseTrailer}: `) ?? true;
    if (there.has(tag) || !isOurs) throw tagExists(tag, there.has(tag));
    const name = manifest.components[key]?.name ?? key;
    const message = withTrailers(`${name} ${version}`, { [releaseTrailer]: lease.id });
    tags.push(await makeTag(git, tag, sha, message));
  }
  run.cut = { ...run.cut, tags };
}

/** Raised before the push, or when the remote has heard of the tag meanwhile. */
export function tagExists(tag: string, isRemote: boolean): CommandError {
  return new CommandError(
    "tag_exists",
    `${isRemote ? "the remote" : "this clone"} has a tag ${tag} already, which no release of Slipway made`,
    isRemote
      ? "Give this release up (slipway release --abandon) and run the command again: it takes the next version."
      : `Push it or remove it: git tag -d ${tag}. Then run slipway release --resume.`,
    exitCode.refused,
  );
}
