import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tagsAtRemote, twoTracks } from "../../support/tracks.ts";
import { codes, events, type Monorepo, type Outcome, useShipyard } from "../../support/shipyard.ts";
import { versionsOf } from "../../support/release-yard.ts";

const yard = useShipyard();

/** One tag for all of it until now: v1.8.5, with a commit since. */
async function openWhole(): Promise<Monorepo> {
  const options = twoTracks({
    edit(draft) {
      const { tray, platform } = draft.components;
      if (tray === undefined || platform === undefined) throw new Error("no tracks");
      platform.version = "1.8.5";
      platform.release = { ...Object(platform.release), tag: "web-v" };
    },
  });
  const files = {
    ...options.files,
    "apps/platform/package.json": '{\n  "name": "platform",\n  "version": "1.8.5"\n}\n',
  };
  const repo = await yard().open({ ...options, files });
  await repo.git("tag", "--annotate", "--message", "1.8.5", "v1.8.5");
  await repo.commit("feat: a menu", { "apps/tray/src/main.rs": "// menu\n" });
  await repo.git("push", "--quiet", "--no-verify", "origin", "main", "v1.8.5");
  return repo;
}

const release = (repo: Monorepo, ...args: string[]) => yard().run(repo, "release", ...args, "--json");

test("promise 90: the first run gives each track one tag to count from, on the commit of the old one", async () => {
  const repo = await openWhole();
  const planned = await repo.run("release", "--changed", "--channel", "alpha", "--dry-run", {
    env: yard().env,
  });
  expect(planned.stdout).toContain("baseline tray-v1.8.5, as v1.8.5");
  expect(planned.stdout).toMatch(/tray +1\.8\.5 → 1\.9\.0-alpha\.1 .* 1 since tray-v1\.8\.5/);
  expect(await tagsAtRemote(repo)).toEqual(["v1.8.5"]);

  const first = await release(repo, "--changed", "--channel", "alpha");
  expect(first.code, first.stderr).toBe(0);
  expect(versionsOf(first)).toEqual({ tray: "1.9.0-alpha.1" });
  expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "tray-v1.9.0-alpha.1", "v1.8.5", "web-v1.8.5"]);
  await repo.git("fetch", "--quiet", "--tags", "origin");
  const old = await repo.git("rev-parse", "v1.8.5^{commit}");
  for (const tag of ["tray-v1.8.5", "web-v1.8.5"]) {
    expect(await repo.git("rev-parse", `${tag}^{commit}`)).toBe(old);
  }

  // a second run makes no other
  expect(events(await release(repo, "--changed", "--channel", "alpha")).at(-1)?.outcome).toBe(
    "nothing_to_do",
  );
  expect(await tagsAtRemote(repo)).toHaveLength(4);
});

test("promise 81: a tag says its track, version and channel; a bad one fails before anything is built", async () => {
  const repo = await openWhole();
  await release(repo, "--changed", "--channel", "alpha");
  await repo.git("fetch", "--quiet", "--tags", "origin");
  const output = join(repo.home, "github-output");
  const check = (tag: string, ...more: string[]): Promise<Outcome> =>
    repo.run("release", "check-tag", tag, ...more, { env: { GITHUB_OUTPUT: output } });

  const good = await check("refs/tags/tray-v1.9.0-alpha.1", "--github-output", "--json");
  expect(good.code, good.stderr).toBe(0);
  expect(events(good).at(-1)).toMatchObject({
    track: "tray",
    version: "1.9.0-alpha.1",
    bare_version: "1.9.0",
    channel: "alpha",
    is_baseline: false,
  });
  expect(await readFile(output, "utf8")).toContain("bare_version=1.9.0\n");
  expect(events(await check("web-v1.8.5", "--json")).at(-1)).toMatchObject({
    channel: "live",
    is_baseline: true,
  });
  for (
    const tag of [
      "tray-1.9.0",
      "tray-v1.9",
      "tray-v01.9.0",
      "tray-v1.9.0-dev.1",
      "tray-v1.9.0+5",
      "v1.8.5",
      "",
    ]
  ) {
    const bad = await check(tag, "--json");
    expect([tag, bad.code, ...codes(bad)]).toEqual([tag, 5, "tag_invalid"]);
  }
});

test("the story of a split: documents tag nothing, the core moves both, each keeps its own version from then on", async () => {
  const repo = await openWhole();
  await release(repo, "--changed", "--channel", "alpha");
  await repo.git("pull", "--quiet", "--ff-only");
  const push = async (message: string, path: string) => {
    await repo.commit(message, { [path]: `// ${message}\n` });
    await repo.git("push", "--quiet", "--no-verify", "origin", "main");
  };
  await push("docs: words", "docs/index.md");
  expect(events(await release(repo, "--changed", "--channel", "alpha")).at(-1)?.outcome).toBe(
    "nothing_to_do",
  );
  await push("fix: the core", "crates/core/src/lib.rs");
  expect(versionsOf(await release(repo, "--changed", "--channel", "alpha"))).toEqual({
    tray: "1.9.0-alpha.2",
    platform: "1.8.6-alpha.1",
  });
  const both = await release(repo, "tray", "platform", "--channel", "live");
  expect(versionsOf(both)).toEqual({ tray: "1.9.0", platform: "1.8.6" });
  // a file that moves keeps its history: git sees a rename
  await repo.git("pull", "--quiet", "--ff-only");
  await repo.git("mv", "apps/tray/tauri.conf.json", "apps/tray/tauri.json");
  const manifest = (await repo.read("version.json")).replace("tauri.conf.json", "tauri.json");
  await repo.commit("chore: the configuration moves", { "version.json": manifest });
  await repo.git("push", "--quiet", "--no-verify", "origin", "main");
  expect(versionsOf(await release(repo, "--changed", "--channel", "alpha"))).toEqual({
    tray: "1.9.1-alpha.1",
  });
  await repo.git("fetch", "--quiet", "origin");
  expect(await repo.git("log", "--follow", "--format=%s", "origin/main", "--", "apps/tray/tauri.json"))
    .toContain("The monorepo");
});
