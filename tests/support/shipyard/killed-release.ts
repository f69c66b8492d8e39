import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { type Checkout, codes, events, type Monorepo, type Outcome, type Shipyard } from "../shipyard.ts";
import { openTracks, tagsAtRemote, twoTracks } from "../tracks.ts";
import { until } from "../until.ts";
import { type Resumer, type Strike, strikeDown } from "./strike.ts";

const before = ["tray-v1.8.5", "v2.3.0"];
const made = ["tray-v1.8.6", "v2.3.1"];
const args = ["release", "tray", "platform", "--channel", "live", "--json"];

/** Releases both tracks from a clone with work in progress, strikes, and resolves when nothing of the release runs any more. */
export async function releaseAndStrike(yard: Shipyard, strike: Strike, from: Resumer): Promise<Monorepo> {
  const repo = await openTracks(yard, twoTracks());
  await repo.commit("fix: the core", { "crates/core/src/lib.rs": "// fixed\n" });
  await repo.git("push", "--quiet", "origin", "main");
  await repo.write("docs/index.md", "# Mine, not ready\n");
  await repo.write("apps/tray/src/new.rs", "// mine, new\n");
  await repo.git("add", "docs/index.md");
  await mkdir(join(repo.home, "tmp"));
  await strikeDown(yard, repo, args, strike, { TMPDIR: join(repo.home, "tmp") });
  // its own clone knows that the process is gone; another one has to wait for the lease
  if (from === "another clone") await yard.expireLeases();
  return repo;
}

/** Whoever resumes it, each version is there exactly once, with all that belongs to it; before, the remote has all of it or nothing. */
export async function expectReleased(yard: Shipyard, repo: Monorepo, from: Resumer): Promise<void> {
  const clone = from === "the same clone" ? repo : await repo.clone();
  const run = (checkout: Checkout, ...words: string[]): Promise<Outcome> =>
    checkout.run(...words, { env: { ...yard.env, TMPDIR: join(repo.home, "tmp") } });
  const [unfinished] = (await yard.status()).ships;
  await expectWhole(repo);
  const wait = from === "another clone" ? ["--wait"] : [];
  const outcome = await run(clone, "release", "--resume", "--json", ...wait);
  if (outcome.code === 0) {
    expect(events(outcome).at(-1)).toMatchObject({ ship: unfinished?.ship, outcome: "done" });
  } else {
    // it died before it began, before it had asked for anything, or after its end
    const code = unfinished === undefined ? "ship_unknown" : "release_not_begun";
    expect([outcome.code, ...codes(outcome)], outcome.stderr + outcome.stdout).toEqual([5, code]);
    if (!await isPushed(repo)) {
      const again = await run(repo, ...args);
      expect(again.code, again.stderr + again.stdout).toBe(0);
    }
  }
  await expectInOrder(yard, repo, clone);
}

async function isPushed(repo: Monorepo): Promise<boolean> {
  return (await tagsAtRemote(repo)).includes("v2.3.1");
}

/** The push of a killed release goes on by itself: as long as it does, nothing is said of it. */
async function expectWhole(repo: Monorepo): Promise<void> {
  await until("the push is over", async () => {
    const first = await seen(repo);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return first === await seen(repo);
  });
  const tags = await tagsAtRemote(repo);
  const hasCommit = await countReleases(repo) > 0;
  expect(tags).toEqual([...before, ...hasCommit ? made : []].sort());
}

const seen = (repo: Monorepo) => repo.git("ls-remote", "origin");

async function countReleases(repo: Checkout): Promise<number> {
  await until("the clone sees the remote", async () => (await repo.tryGit("fetch", "--quiet")).code === 0);
  return Number(await repo.git("rev-list", "--count", "--grep=^Slipway-Release: ", "origin/main"));
}

async function expectInOrder(yard: Shipyard, repo: Monorepo, clone: Checkout): Promise<void> {
  expect(await tagsAtRemote(repo)).toEqual([...before, ...made].sort());
  expect(await countReleases(repo)).toBe(1);
  const head = await repo.git("rev-parse", "origin/main");
  const { releases } = await yard.control.releaseStatus();
  expect(releases.map(({ tag, commit_sha, tagged_at }) => [tag, commit_sha, tagged_at !== null]).sort())
    .toEqual(made.map((tag) => [tag, head, true]));
  const { ships, leases } = await yard.status();
  expect([ships, leases]).toEqual([[], []]);
  const remote = new Map(
    (await seen(repo)).split("\n").map((line) => {
      const [object = "", ref = ""] = line.split("\t");
      return [ref, object];
    }),
  );
  for (const tag of made) expect(remote.get(`refs/tags/${tag}^{}`)).toBe(head);
  for (const checkout of [repo, clone]) {
    const local = await checkout.git("for-each-ref", "--format=%(objectname) %(refname)", "refs/tags");
    for (const line of local.split("\n").filter((line) => line !== "")) {
      const [object, ref = ""] = line.split(" ");
      expect(object, `${ref} is the remote's`).toBe(remote.get(ref));
    }
    expect(await checkout.git("worktree", "list")).not.toContain("\n");
    expect(await readdir(join(checkout.root, ".git/slipway")).catch(() => [])).not.toContain("making");
  }
  expect(await repo.git("status", "--porcelain")).toBe("M  docs/index.md\n?? apps/tray/src/new.rs");
  expect(await repo.read("docs/index.md")).toBe("# Mine, not ready\n");
  expect(await readdir(join(repo.home, "tmp"))).toEqual([]);
}
