import { expect } from "vitest";
import { Bare } from "../../../scripts/stack/code-host/repository.ts";
import { startedBy } from "../../../scripts/stack/code-host/workflow-triggers.ts";
import { parseTag } from "../../../scripts/tracks/tag.ts";
import { compareVersions } from "../../../scripts/tracks/version.ts";
import { planWorkflows } from "../../../scripts/workflows/plan.ts";
import { react, type Starts } from "./auto.ts";
import { type BranchEvent, type History, openHistory } from "./history.ts";
import { pushOfSomebody } from "./human.ts";
import { expectDeployed, shipChanged, type Staging } from "./staging.ts";
import { memoryWorkspace } from "../memory-tree.ts";

/** A history that took more would be a loop. */
const mostEvents = 200;

async function workflowsOf(manifest: string): Promise<Record<string, string>> {
  const { changes } = await planWorkflows(await memoryWorkspace({ "version.json": manifest }));
  return Object.fromEntries(changes.map(({ path, after }) => [path, after ?? ""]));
}

/**
 * Plays the history of a seed: every change of a person is released once, no release wakes another. With `hasStaging` each push is deployed as
 * well, by ships with commits of their own: every change is deployed, and neither ships nor releases wake one another. Raises with the seed.
 */
export async function proveHistory(seed: number, pushes: number, hasStaging = false): Promise<void> {
  const history = await openHistory(seed, workflowsOf, hasStaging);
  const staging: Staging | null = hasStaging ? { deployed: new Map(), ships: [] } : null;
  try {
    const starts = await play(history, pushes, { isWatched: seed % 10 === 0, staging });
    await expectNeitherLoopNorSilence(history, starts);
    if (staging !== null) await expectDeployed(history, staging);
  } catch (error) {
    throw Object.assign(new Error(`history ${seed}: ${error}`), { cause: error });
  } finally {
    await history.stop();
  }
}

/** Plays a history to its end. Gives how often each tag's workflow was started. */
async function play(
  history: History,
  pushes: number,
  { isWatched, staging }: { isWatched: boolean; staging: Staging | null },
): Promise<Starts> {
  const starts: Starts = new Map();
  const token = history.random() < 0.5 ? "app" : "workflow";
  let events = 0;
  for (let push = 0; push < pushes; push++) {
    await pushOfSomebody(history);
    // some pushes come while others wait
    if (push + 1 < pushes && history.random() < 0.3) continue;
    for (let event = history.waiting.shift(); event !== undefined; event = history.waiting.shift()) {
      expect(++events, "a loop").toBeLessThan(mostEvents);
      if (isWatched) await expectStarted(history, event, staging !== null);
      // the jobs of a push run at the same time, and either may be the first to push
      const isFirst = staging !== null && history.random() < 0.5;
      if (isFirst) await shipChanged(history, event, token, staging);
      await react(history, event, { token, starts });
      if (staging !== null && !isFirst) await shipChanged(history, event, token, staging);
    }
  }
  return starts;
}

/** The generated files themselves are started by just that: a branch by none but check and auto, a tag by its track's alone. */
async function expectStarted(
  { root }: History,
  { ref, sha }: BranchEvent,
  hasStaging: boolean,
): Promise<void> {
  const started = await startedBy(new Bare(`${root}/.git`), { ref, sha, isDeletion: false });
  const [, track] = /^refs\/tags\/(.*)-v\d/.exec(ref) ?? [];
  expect(started.map((file) => file.replace(".github/workflows/slipway-", "")).sort()).toEqual(
    track === undefined
      ? ["auto.yml", "check.yml", ...hasStaging ? ["deploy-staging.yml"] : []]
      : [`release-${track}.yml`],
  );
}

/** What is in each release of each track: shas by tag, oldest first. */
async function releasesOf(
  { git, keys }: History,
): Promise<Map<string, { tag: string; shas: Set<string> }[]>> {
  const names = (await git("for-each-ref", "--format=%(refname:lstrip=3)", "refs/slipway/tags/")).split("\n");
  const found = new Map<string, { tag: string; shas: Set<string> }[]>();
  for (const key of keys) {
    const tags = names.flatMap((name) => {
      const version = parseTag(`${key}-v`, name);
      return "problem" in version ? [] : [{ name, version }];
    }).sort((a, b) => compareVersions(a.version, b.version)).map(({ name }) => `refs/slipway/tags/${name}`);
    const releases = [];
    for (const [at, tag] of tags.entries()) {
      const before = tags[at - 1];
      if (before === undefined) continue;
      const shas = new Set((await git("rev-list", tag, `^${before}`)).split("\n"));
      releases.push({ tag: tag.slice("refs/slipway/tags/".length), shas });
    }
    found.set(key, releases);
  }
  return found;
}

/** Every change of a person is in exactly one release of each of its tracks, every release has one, and every tag was built once. */
async function expectNeitherLoopNorSilence(history: History, starts: Starts): Promise<void> {
  const releases = await releasesOf(history);
  for (const { sha, tracks } of history.humans) {
    for (const key of tracks) {
      expect([key, sha, releases.get(key)?.filter(({ shas }) => shas.has(sha)).length]).toEqual([
        key,
        sha,
        1,
      ]);
    }
  }
  const tags = [...releases].flatMap(([key, all]) => all.map((release) => ({ key, ...release })));
  for (const { key, tag, shas } of tags) {
    const reasons = history.humans.filter(({ sha, tracks }) => tracks.includes(key) && shas.has(sha));
    expect(reasons.length, tag).toBeGreaterThan(0);
  }
  expect(Object.fromEntries(starts)).toEqual(Object.fromEntries(tags.map(({ tag }) => [tag, 1])));
}
