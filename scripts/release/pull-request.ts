import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { makeCommit } from "../git/make-commit.ts";
import { pushLeased } from "../git/lease-push.ts";
import { lookAtRemote } from "../git/remote.ts";
import type { PullRequest } from "../host/code-host.ts";
import { notesOf } from "../history/notes/notes-of.ts";
import { repositoryLinks } from "../history/notes/repository-links.ts";
import { cutMarkdown } from "../history/notes/markdown.ts";
import type { Session } from "../ship/flow/session.ts";
import { type Candidate, storiesOf } from "./candidates.ts";
import type { CutRequest, TrackCut } from "./cut.ts";
import { hostOf } from "./host-of.ts";
import { planFiles } from "./plan-files.ts";
import { guardPromotion } from "./promotion.ts";
import { choose, lookAround } from "./release.ts";

/** What a release pull request says, and where it is. */
interface ReleasePullRequest {
  branch: string;
  base: string;
  title: string;
  body: string;
  tracks: readonly TrackCut[];
  /** Null when there is nothing to release, or with `isDry`. */
  pull: Pick<PullRequest, "number" | "url"> | null;
  /** The host had none before. */
  isNew: boolean;
}

/** What tells it from other pull requests. */
const marker = "<!-- slipway: release -->";

/**
 * Opens the release pull request of a branch, or brings the open one up to date: one commit on top of what the remote has, with everything that
 * `slipway release` would write. Once it is merged, `slipway release` has only the tags left to make. With nothing to release, an open one is closed. Raises
 * what a release raises before it begins, and what the host says.
 */
export async function openReleasePullRequest(
  session: Session,
  request: CutRequest,
  { isDry }: { isDry: boolean },
): Promise<ReleasePullRequest> {
  const { output } = session;
  const { at, base } = await lookAround(session, request);
  const { cuts, skipped, candidates } = await choose(at, base, request);
  const warnings = await guardPromotion({ ...at, candidates, cuts });
  for (const { code, message } of [...skipped, ...warnings]) output.warn(code, message);
  const { branch: target } = at.upstream;
  const branch = `slipway/release-${target}`;
  const title = `chore: release ${cuts.map(({ key, version }) => `${key} ${version}`).join(", ")}`;
  const host = await hostOf(session);
  const body = await bodyOf(at, { channel: request.channel, cuts, candidates, limit: host.limits.issueBody });
  const described = { branch, base: target, title, body, tracks: cuts };
  if (isDry) return { ...described, pull: null, isNew: false };

  const [open] = await host.pullRequests({ head: branch, base: target, state: "open" });
  if (cuts.length === 0) {
    if (open !== undefined) await host.updatePullRequest(open.number, { state: "closed" });
    return { ...described, pull: null, isNew: false };
  }
  await pushCommitOf(at, { base, branch, title, cuts, candidates, date: request.date });
  const pull = open === undefined
    ? await host.openPullRequest({ head: branch, base: target, title, body })
    : await host.updatePullRequest(open.number, { title, body });
  return { ...described, pull, isNew: open === undefined };
}

/** One commit, always on top of what the remote has; the same files give the same branch, and nothing is pushed then. */
async function pushCommitOf(
  at: Session,
  { base, branch, title, cuts, candidates, date }: {
    base: string;
    branch: string;
    title: string;
    cuts: readonly TrackCut[];
    candidates: readonly Candidate[];
    date: string;
  },
): Promise<void> {
  const { git, upstream: { remote }, signal } = at;
  const stories = storiesOf(candidates);
  const { files } = await planFiles({ ...at, cuts, stories, date });
  const target = { remote, branch };
  const { head: before } = await lookAtRemote(git, target, signal);
  const sha = await makeCommit(git, base, files, `${title}\n`);
  if (before !== null && await isSame(at, before, sha)) return;
  if (await pushLeased(git, target, sha, before, signal)) return;
  throw new CommandError(
    "push_overtaken",
    `${remote}/${branch} was written by somebody else at the same moment`,
    "Run the command again.",
    exitCode.failure,
  );
}

/** The same files on the same parent. */
async function isSame({ git }: Session, one: string, other: string): Promise<boolean> {
  const { code, stdout } = await git.run(
    ["rev-parse", `${one}^{tree}`, `${one}^`, `${other}^{tree}`, `${other}^`],
    { answers: [0, 128] },
  );
  const [tree, parent, otherTree, otherParent] = stdout.split("\n");
  return code === 0 && tree === otherTree && parent === otherParent;
}

async function bodyOf(
  { git, workspace: { tree, manifest } }: Session,
  { channel, cuts, candidates, limit }: {
    channel: CutRequest["channel"];
    cuts: readonly TrackCut[];
    candidates: readonly Candidate[];
    limit: number;
  },
): Promise<string> {
  const links = await repositoryLinks(git, manifest);
  const rows = cuts.map(({ key, previous, version, tag }) =>
    `| ${key} | ${previous.version} | **${version}** | \`${tag}\` |`
  );
  const parts = await Promise.all(cuts.map(async ({ key, tag, version }) => {
    const story = candidates.find(({ track }) => track.key === key)?.story;
    if (story === undefined) return "";
    const share = Math.floor((limit - 2000) / cuts.length);
    return `## ${key} ${version}\n\n${await notesOf({
      story,
      tree,
      tag,
      version,
      channel,
      links,
      limit: share,
    })}`;
  }));
  const body = [
    marker,
    "Merge this, then run `slipway release`: it makes the tags.",
    ["| Track | Now | Becomes | Tag |", "|---|---|---|---|", ...rows].join("\n"),
    ...parts,
  ].join("\n\n");
  return cutMarkdown(body, limit);
}
