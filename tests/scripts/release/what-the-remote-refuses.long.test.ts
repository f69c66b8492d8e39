import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codes, events, type Monorepo, useShipyard } from "../../support/shipyard.ts";
import { openTracks, tagsAtRemote } from "../../support/tracks.ts";

const yard = useShipyard();
const run = (repo: Monorepo, ...args: string[]) => yard().run(repo, "release", ...args, "--json");
const both = ["tray", "platform", "--channel", "live"];

async function prepared(): Promise<Monorepo> {
  const repo = await openTracks(yard());
  await repo.commit("fix: the core", { "crates/core/src/lib.rs": "// fixed\n" });
  await repo.git("push", "--quiet", "origin", "main");
  return repo;
}

async function hook(folder: string, name: string, script: string): Promise<string> {
  const file = join(folder, "hooks", name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

describe("what the remote refuses leaves nothing behind there, and the release goes on once it may", () => {
  test("a protected branch, then one tag of two", async () => {
    const repo = await prepared();
    const before = await repo.git("ls-remote", "origin");
    const protection = await hook(
      repo.remote,
      "pre-receive",
      "echo 'error: GH006: Protected branch update failed for refs/heads/main.' >&2; exit 1",
    );
    const refused = await run(repo, ...both);
    expect([refused.code, ...codes(refused)], refused.stderr).toEqual([5, "branch_protected"]);
    expect(refused.stdout).toContain("GH006");
    expect(refused.stdout).toContain("slipway release --resume");
    expect(await repo.git("ls-remote", "origin")).toBe(before);
    await rm(protection);

    const rule = await hook(repo.remote, "update", '[ "$1" != refs/tags/v2.3.1 ] || exit 1');
    const half = await run(repo, "--resume");
    expect([half.code, ...codes(half)], half.stderr).toEqual([1, "push_refused"]);
    expect(await repo.git("ls-remote", "origin")).toBe(before);
    expect(await repo.git("tag", "--list")).toBe("tray-v1.8.5\nv2.3.0");
    await rm(rule);

    const done = await run(repo, "--resume");
    expect(done.code, done.stderr).toBe(0);
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "tray-v1.8.6", "v2.3.0", "v2.3.1"]);
    expect(await repo.git("tag", "--list")).toBe("tray-v1.8.5\ntray-v1.8.6\nv2.3.0\nv2.3.1");
  });

  test("a server that could leave half of it out", async () => {
    const repo = await prepared();
    const before = await repo.git("ls-remote", "origin");
    await repo.git("-C", repo.remote, "config", "receive.advertiseAtomic", "false");
    const refused = await run(repo, ...both);
    expect([refused.code, ...codes(refused)], refused.stderr).toEqual([5, "push_not_atomic"]);
    expect(await repo.git("ls-remote", "origin")).toBe(before);
  });

  test("a tag that somebody makes meanwhile; given up, the next one is taken", async () => {
    const repo = await prepared();
    const other = await repo.clone();
    await hook(
      join(repo.root, ".git"),
      "pre-push",
      `rm -f "$0"; cd '${other.root}' && env -u GIT_DIR git tag v2.3.1 && env -u GIT_DIR git push --quiet origin v2.3.1`,
    );
    const refused = await run(repo, ...both);
    expect([refused.code, ...codes(refused)], refused.stderr).toEqual([5, "tag_exists"]);
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "v2.3.0", "v2.3.1"]);
    // it is not taken for the release's own
    const resumed = await run(repo, "--resume");
    expect([resumed.code, ...codes(resumed)]).toEqual([5, "tag_exists"]);
    const given = await run(repo, "--abandon", "--reason", "somebody was faster");
    expect([given.code, events(given).at(-1)?.outcome], given.stderr).toEqual([0, "abandoned"]);
    const again = await run(repo, ...both, "--bump", "patch");
    expect(again.code, again.stderr).toBe(0);
    expect(await tagsAtRemote(repo)).toEqual([
      ...["tray-v1.8.5", "tray-v1.8.7", "v2.3.0", "v2.3.1", "v2.3.2"],
    ]);
  });

  test("somebody who pushes all the time: the fifth time is the last, and nothing is there", async () => {
    const repo = await prepared();
    const other = await repo.clone();
    const pusher =
      `cd '${other.root}' && env -u GIT_DIR git commit --quiet --allow-empty -m 'chore: busy' && ` +
      "env -u GIT_DIR git push --quiet origin main";
    await hook(join(repo.root, ".git"), "pre-push", pusher);
    const outcome = await run(repo, ...both);
    expect([outcome.code, ...codes(outcome)], outcome.stderr).toEqual([1, "push_overtaken"]);
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "v2.3.0"]);
    await repo.git("fetch", "--quiet");
    expect(await repo.git("log", "--format=%s", "origin/main", "-6")).not.toContain("bump");
    expect(await repo.git("rev-list", "--count", "--grep=busy", "origin/main")).toBe("5");
    // once is no trouble: it is made anew on top
    await hook(join(repo.root, ".git"), "pre-push", `rm -f "$0"; ${pusher}`);
    const done = await run(repo, "--resume");
    expect(done.code, done.stderr).toBe(0);
    expect(await tagsAtRemote(repo)).toEqual(["tray-v1.8.5", "tray-v1.8.6", "v2.3.0", "v2.3.1"]);
    expect(await repo.git("log", "--format=%s", "v2.3.1", "-2")).toBe(
      "chore: bump tray to 1.8.6, platform to 2.3.1\nchore: busy",
    );
  });
});
