import { expect, test } from "vitest";
import { type Checkout, events, type Monorepo, type Outcome, useShipyard } from "../../support/shipyard.ts";
import { openTracks, tagsAtRemote, twoTracks } from "../../support/tracks.ts";

const yard = useShipyard();
const release = (checkout: Checkout, ...args: string[]) =>
  yard().run(checkout, "release", ...args, "--wait", "--json");
const outcomeOf = (outcome: Outcome) => events(outcome).at(-1)?.outcome;

async function change(repo: Monorepo, path: string): Promise<void> {
  await repo.commit(`fix: ${path}`, { [path]: "// fixed\n" });
  await repo.git("push", "--quiet", "origin", "main");
}

/** Nobody holds anything any more, and each tag has a commit that the branch has. */
async function expectCalm(repo: Monorepo): Promise<void> {
  const { ships, leases } = await yard().status();
  expect([ships, leases]).toEqual([[], []]);
  await repo.git("fetch", "--quiet", "--tags");
  const { releases } = await yard().control.releaseStatus();
  for (const { tag, commit_sha } of releases) {
    expect(await repo.git("rev-parse", `${tag}^{commit}`), tag).toBe(commit_sha);
    expect((await repo.tryGit("merge-base", "--is-ancestor", tag, "origin/main")).code, tag).toBe(0);
  }
  expect(await repo.git("rev-list", "--merges", "--count", "origin/main")).toBe("0");
}

test("promise 85: two automatic alphas of one push make one tag per track, and one of them has nothing to do", async () => {
  const repo = await openTracks(yard());
  await change(repo, "crates/core/src/lib.rs");
  const clones = [await repo.clone(), await repo.clone()];
  const outcomes = await Promise.all(
    clones.map((clone) => release(clone, "--changed", "--channel", "alpha")),
  );
  expect(outcomes.map(({ code, stderr }) => code === 0 ? 0 : stderr)).toEqual([0, 0]);
  expect(outcomes.map(outcomeOf).sort()).toEqual(["done", "nothing_to_do"]);
  expect(await tagsAtRemote(repo)).toEqual([
    "tray-v1.8.5",
    "tray-v1.8.6-alpha.1",
    "v2.3.0",
    "v2.3.1-alpha.1",
  ]);
  await expectCalm(repo);
});

test("an automatic alpha and a promotion of the same track: whoever is second sees what the first has made", async () => {
  const repo = await openTracks(yard());
  await change(repo, "apps/tray/src/main.rs");
  const [automatic, byHand] = [await repo.clone(), await repo.clone()];
  const [alpha, live] = await Promise.all([
    release(automatic, "--changed", "--channel", "alpha"),
    release(byHand, "tray", "--channel", "live"),
  ]);
  expect([alpha.code, live.code], alpha.stderr + live.stderr).toEqual([0, 0]);
  const tags = await tagsAtRemote(repo);
  expect(tags).toContain("tray-v1.8.6");
  expect(tags.includes("tray-v1.8.6-alpha.1")).toBe(outcomeOf(alpha) === "done");
  await expectCalm(repo);
});

test("a release beside a ship of the same component, and of another one", async () => {
  const repo = await openTracks(
    yard(),
    twoTracks({
      edit: ({ components: { tray, platform } }) => {
        for (const component of [tray, platform]) {
          if (component) component.deploy = { type: "command", run: "sleep 1" };
        }
      },
    }),
  );
  await yard().adopt(repo);
  await change(repo, "crates/core/src/lib.rs");
  const [shipping, other, releasing] = [await repo.clone(), await repo.clone(), await repo.clone()];
  await shipping.write("apps/tray/src/main.rs", "// shipped\n");
  await other.write("apps/platform/src/index.ts", "// shipped\n");
  const outcomes = await Promise.all([
    yard().run(shipping, "ship", "tray", "--wait", "--json"),
    yard().run(other, "ship", "platform", "--wait", "--json"),
    release(releasing, "tray", "--channel", "live"),
  ]);
  expect(outcomes.map(({ code, stderr }) => code === 0 ? 0 : stderr)).toEqual([0, 0, 0]);
  expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "tray-v1.8.6", "v2.3.0"]);
  await expectCalm(repo);
  const builds = events(outcomes[0]).at(-1)?.build;
  const { releases } = await yard().control.releaseStatus();
  expect(new Set([builds, releases[0]?.build])).toEqual(new Set([42, 43]));
  await repo.git("pull", "--quiet", "--ff-only");
  expect((await repo.run("check")).code).toBe(0);
});

test("eight releases of eight tracks from eight clones all land, in a line", async () => {
  const keys = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const repo = await openTracks(
    yard(),
    {
      components: [],
      edit(draft) {
        draft.build = 1;
        draft.components = Object.fromEntries(keys.map((key) => [key, {
          ...{
            name: key.toUpperCase(),
            kind: "server",
            version: "1.0.0",
            build: 1,
            paths: [`services/${key}`],
          },
          release: { tag: `${key}-v` },
        }]));
      },
      files: Object.fromEntries(keys.map((key) => [`services/${key}/main.ts`, "export {};\n"])),
    },
    keys.map((key) => `${key}-v1.0.0`),
  );
  await repo.commit(
    "fix: all",
    Object.fromEntries(keys.map((key) => [`services/${key}/main.ts`, "// fixed\n"])),
  );
  await repo.git("push", "--quiet", "origin", "main");
  const clones = await Promise.all(keys.map((key) => repo.clone().then((clone) => ({ key, clone }))));
  const outcomes = await Promise.all(
    clones.map(({ key, clone }) => release(clone, key, "--channel", "live")),
  );
  expect(outcomes.map(({ code, stderr }) => code === 0 ? 0 : stderr)).toEqual(keys.map(() => 0));
  expect(await tagsAtRemote(repo)).toEqual(keys.flatMap((key) => [`${key}-v1.0.0`, `${key}-v1.0.1`]));
  await expectCalm(repo);
  await repo.git("pull", "--quiet", "--ff-only");
  expect((await repo.run("check")).code).toBe(0);
});

test("promise 86: one run promotes several tracks with all their tags in one push", async () => {
  const repo = await openTracks(yard());
  await change(repo, "crates/core/src/lib.rs");
  const outcome = await release(repo, "tray", "platform", "--channel", "live");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "tray-v1.8.6", "v2.3.0", "v2.3.1"]);
  expect(await repo.git("log", "-1", "--format=%s", "origin/main")).toBe(
    "chore: bump tray to 1.8.6, platform to 2.3.1",
  );
});

test("promise 84: documents alone are no change", async () => {
  const repo = await openTracks(yard());
  await change(repo, "apps/tray/README.md");
  const outcome = await release(repo, "--changed", "--channel", "alpha");
  expect([outcome.code, outcomeOf(outcome)]).toEqual([0, "nothing_to_do"]);
  expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "v2.3.0"]);
});
