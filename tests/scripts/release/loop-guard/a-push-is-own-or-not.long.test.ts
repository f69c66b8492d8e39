import { expect, onTestFinished, test } from "vitest";
import { openGit } from "../../../../scripts/git/git.ts";
import { planBump } from "../../../../scripts/manifest/bump.ts";
import { writeEdits } from "../../../../scripts/manifest/edits.ts";
import { loadWorkspace } from "../../../../scripts/manifest/load.ts";
import { botMessage } from "../../../../scripts/release/bot-commit.ts";
import { isOwnPush } from "../../../../scripts/release/own-commit.ts";
import { createMonorepo } from "../../../support/monorepo.ts";
import { twoTracks } from "../../../support/tracks.ts";

const message = botMessage(
  [{ key: "tray", version: "1.9.0-alpha.1" }],
  "0d1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b",
);
const bumped = { "apps/tray/tauri.conf.json": '{ "productName": "Tray", "version": "1.9.0-alpha.1" }\n' };

test("promise 87: a push is own when every commit of it is, and when that can't be told it is not", {
  timeout: 240_000,
}, async () => {
  const repo = await createMonorepo({ ...twoTracks(), remote: false });
  onTestFinished(() => repo.stop());
  const git = openGit(repo.root);
  const isOwn = async (sha: string, since?: string) => (await isOwnPush(git, sha, since)).isOwn;
  const begin = await repo.git("rev-parse", "HEAD");
  const bot = await repo.commit(message, bumped);
  expect([await isOwn(bot), await isOwn(bot, begin), await isOwn(begin)]).toEqual([true, true, false]);
  // a new branch, and what a force push left behind
  for (const before of ["0".repeat(40), "1".repeat(40), "HEAD~1", "--all"]) {
    expect(await isOwn(bot, before)).toBe(false);
  }
  const fix = await repo.commit("fix: a menu", { "apps/tray/src/main.rs": "// menu\n" });
  const second = await repo.commit(message, { "version.json": `${await repo.read("version.json")}\n` });
  expect([await isOwn(second), await isOwn(second, fix), await isOwn(second, bot)]).toEqual([
    true,
    true,
    false,
  ]);
  // a merge that only brings what a release made
  await repo.git("switch", "--quiet", "--create", "next", begin);
  await repo.git("merge", "--quiet", "--no-ff", "--no-edit", bot);
  expect(await isOwn("HEAD", begin)).toBe(true);
  await repo.git("merge", "--quiet", "--no-edit", second);
  expect(await isOwn("HEAD", begin)).toBe(false);
  await expect(isOwn("1".repeat(40))).rejects.toMatchObject({ code: "git_failed" });
  // what the workflow reads
  const output = `${repo.home}/output`;
  const said = await repo.run("release", "is-own-commit", bot, "--since", begin, "--github-output", {
    env: { GITHUB_OUTPUT: output },
  });
  expect([said.code, said.stdout]).toEqual([0, "is_own=true\ncommits=1\n"]);
});

test(
  "promise 87: a ship's commit is own when it brings nothing but numbers",
  { timeout: 240_000 },
  async () => {
    const repo = await createMonorepo({ ...twoTracks(), remote: false });
    onTestFinished(() => repo.stop());
    const git = openGit(repo.root);
    const begin = await repo.git("rev-parse", "HEAD");
    const ship = "chore(platform): build 42\n\nSlipway-Ship: 0d1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b\n";
    /** A ship's commit on top of the beginning, with what a person changed besides. */
    const shipped = async (message: string, files: Record<string, string> = {}) => {
      await repo.git("switch", "--quiet", "--detach", begin);
      await writeEdits(repo.root, await planBump(await loadWorkspace(repo.root), "platform", 42));
      return (await isOwnPush(git, await repo.commit(message, files), begin)).isOwn;
    };
    expect(await shipped(ship, { "notes/next-ship.md": "words\n" })).toBe(true);
    expect(await shipped("chore(platform): build 42")).toBe(false);
    expect(await shipped(ship, { "apps/platform/src/index.ts": "1;\n" })).toBe(false);
    // a mirror, and version.json itself, with more in them than numbers
    const mirror = '{\n  "name": "platform",\n  "version": "2.3.0",\n  "dependencies": {}\n}\n';
    expect(await shipped(ship, { "apps/platform/package.json": mirror })).toBe(false);
    const manifest = (await repo.read("version.json")).replace('"name": "Tray"', '"name": "Other"').replace(
      '"build": 17',
      '"build": 42',
    );
    expect(await shipped(ship, { "version.json": manifest })).toBe(false);
  },
);
