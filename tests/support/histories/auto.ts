import { makeCommit } from "../../../scripts/git/make-commit.ts";
import { loadWorkspace } from "../../../scripts/manifest/load.ts";
import { commitTree } from "../../../scripts/manifest/commit-tree.ts";
import { botMessage } from "../../../scripts/release/bot-commit.ts";
import { readCandidates } from "../../../scripts/release/candidates.ts";
import { chooseCuts } from "../../../scripts/release/choose.ts";
import { isOwnPush } from "../../../scripts/release/own-commit.ts";
import { planFiles } from "../../../scripts/release/plan-files.ts";
import { needsDispatch } from "../../../scripts/release/steps/dispatch.ts";
import { tracksOf } from "../../../scripts/release/track.ts";
import type { BranchEvent, History } from "./history.ts";
import { pushOfSomebody } from "./human.ts";

/** How often the workflow of each tag was started. */
export type Starts = Map<string, number>;

/** What `slipway-auto.yml` does on a push, and `slipway-release-<track>.yml` on a tag. `token`: whose token the job pushes with. */
export async function react(
  history: History,
  { ref, before, sha }: BranchEvent,
  { token, starts }: { token: "app" | "workflow"; starts: Starts },
): Promise<void> {
  const count = (tag: string) => starts.set(tag, (starts.get(tag) ?? 0) + 1);
  if (ref.startsWith("refs/tags/")) return void count(ref.slice("refs/tags/".length));
  const { operations: git, bots, random } = history;
  if ((await isOwnPush(git, sha, before)).isOwn) return;

  const base = history.head();
  const workspace = await loadWorkspace(history.root, commitTree(history.root, base));
  const place = { git, control: null, environment: { name: "production" }, workspace };
  const candidates = await readCandidates(place, base, tracksOf(workspace.manifest));
  const { cuts } = chooseCuts(candidates, {
    tracks: "changed",
    channel: "alpha",
    branch: "next",
    date: "2026-01-01",
  });
  if (cuts.length === 0) return;
  // somebody pushes while the release is made: it is made anew on top of that, with what was chosen before
  if (random() < 0.25) await pushOfSomebody(history);
  const onto = history.head();
  const now = await loadWorkspace(history.root, commitTree(history.root, onto));
  const stories = Object.fromEntries(candidates.map(({ track, story }) => [track.key, story]));
  const { files } = await planFiles({ git, workspace: now, cuts, stories, date: "2026-01-01" });
  const id = `0d1f2a3b-4c5d-4e6f-8a9b-${String(bots.length).padStart(12, "0")}`;
  const message = botMessage(cuts, id);
  const made = await makeCommit(git, onto, files, message);
  bots.push({ sha: made, message, keys: cuts.map(({ key }) => key) });
  const tags = cuts.map(({ tag }) => tag);
  const events = await history.push(token, made, tags);
  if (needsDispatch(tags.length, token === "workflow" ? "none" : "all")) {
    // else both would start it
    if (events.some(({ ref }) => ref.startsWith("refs/tags/"))) {
      throw new Error("a tag that is told is dispatched");
    }
    for (const tag of tags) count(tag);
  }
}
