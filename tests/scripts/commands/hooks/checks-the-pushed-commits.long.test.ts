import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { linkCommandInto } from "../../../support/foreign.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let at: Monorepo;
beforeEach(async () => {
  at = await createMonorepo();
  await linkCommandInto(at.root);
  await at.write(".git/info/exclude", "node_modules/\n");
  expect((await at.run("hooks")).code).toBe(0);
  await at.commit("hooks");
  expect((await at.tryGit("push", "--quiet", "origin", "main")).code).toBe(0);
});
afterEach(() => at.stop());

const pushed = () => at.git("rev-parse", "--verify", "refs/remotes/origin/main");
/** A mirror that disagrees with version.json. */
async function drift(): Promise<void> {
  const file = "web/dashboard/package.json";
  await at.write(file, (await at.read(file)).replace(/"build": \d+/, '"build": 1'));
}

describe("promise 20: a push is checked", () => {
  test("a commit with a mirror that drifted is not pushed, with exit code 7 behind it", async () => {
    await drift();
    await at.commit("a drift");
    const before = await pushed();
    const { code, stderr } = await at.tryGit("push", "origin", "main");
    expect(code).not.toBe(0);
    expect(stderr).toContain("mirror_drift");
    expect(await pushed()).toBe(before);
    const sha = await at.git("rev-parse", "HEAD");
    const input = `refs/heads/main ${sha} refs/heads/main ${before}\n`;
    expect((await at.run("hooks", "pre-push", { input })).code).toBe(7);
  });

  test("promise 23: a hand-edited top build and a hand-edited README table are not pushed", async () => {
    const version = await at.read("version.json");
    await at.commit("top build", { "version.json": version.replace('"build": 131', '"build": 132') });
    expect((await at.tryGit("push", "origin", "main")).stderr).toContain("top_build_wrong");
    await at.commit("table", {
      "version.json": version,
      "README.md": (await at.read("README.md")).replace("(131)", "(132)"),
    });
    expect((await at.tryGit("push", "origin", "main")).stderr).toContain("readme_drift");
  });

  test("the commits count, not the work tree: a drift that is not committed passes", async () => {
    await at.commit("fine", { "web/dashboard/index.html": "<p>" });
    await drift();
    expect((await at.tryGit("push", "origin", "main")).code).toBe(0);
  });

  test("the commits count, not the work tree: a repair that is not committed does not help", async () => {
    const file = "web/dashboard/package.json";
    const right = await at.read(file);
    await drift();
    await at.commit("a drift");
    await at.write(file, right);
    expect((await at.run("check")).code).toBe(0);
    expect((await at.tryGit("push", "origin", "main")).code).not.toBe(0);
  });

  test("every branch of a push is checked, and a commit of two branches once", async () => {
    await at.git("branch", "fine");
    await drift();
    await at.commit("a drift");
    await at.git("branch", "also-wrong");
    const { code, stderr } = await at.tryGit("push", "origin", "fine", "also-wrong", "main");
    expect(code).not.toBe(0);
    expect(stderr.match(/\(mirror_drift\)|slipway: mirror_drift/g)).toHaveLength(1);
    expect((await at.tryGit("push", "origin", "fine")).code).toBe(0);
  });
});

describe("what sends nothing to check passes", () => {
  beforeEach(async () => {
    await drift();
    await at.commit("a drift");
  });

  test("a tag", async () => {
    await at.git("tag", "v1");
    await at.git("tag", "-a", "v2", "-m", "two");
    expect((await at.tryGit("push", "origin", "v1", "v2")).code).toBe(0);
  });

  test("a deletion", async () => {
    await at.git("push", "--quiet", "--no-verify", "origin", "HEAD:refs/heads/old");
    expect((await at.tryGit("push", "origin", ":old")).code).toBe(0);
  });

  test("nothing on standard input", async () => {
    expect((await at.run("hooks", "pre-push", "origin", at.remote)).code).toBe(0);
  });

  test("a branch that has no version.json", async () => {
    await at.git("checkout", "--quiet", "--orphan", "pages");
    await at.git("rm", "-r", "-f", "--quiet", ".");
    await at.git("config", "core.hooksPath", `${at.root}/.git/kept-hooks`);
    await at.write(
      ".git/kept-hooks/pre-push",
      "#!/bin/sh\nexec node_modules/.bin/slipway hooks pre-push\n",
      0o755,
    );
    await at.commit("pages", { "index.html": "<p>" });
    expect((await at.tryGit("push", "origin", "pages")).code).toBe(0);
  });
});

test("promise 22: git push --no-verify is the bypass, and the same check by hand, as CI runs it, still fails", async () => {
  await drift();
  await at.commit("a drift");
  expect((await at.tryGit("push", "--no-verify", "origin", "main")).code).toBe(0);
  const clone = await at.clone();
  expect((await clone.run("check")).code).toBe(7);
});

test("a clone without Slipway's packages is told so instead of passing", async () => {
  const clone = await at.clone();
  await clone.run("hooks");
  await clone.commit("anything", { "docs/a.md": "a" });
  expect((await clone.tryGit("push", "origin", "main")).code).not.toBe(0);
});

test("a linked work tree without node_modules uses those of the clone", async () => {
  const other = `${at.root}-linked`;
  await at.git("worktree", "add", "--quiet", "-b", "linked", other);
  const { code, stderr } = await at.tryGit("-C", other, "push", "origin", "linked");
  expect({ code, stderr: stderr.includes("not installed") }).toEqual({ code: 0, stderr: false });
});

describe("promise 20: what a ship has checked is not checked again", () => {
  const passed = async (sha: string) => await at.write(".git/slipway/passed", `${sha}\n`);

  test("a commit that is named as passed goes through without Slipway, another one does not", async () => {
    await drift();
    await at.commit("a drift");
    await passed(await pushed());
    expect((await at.tryGit("push", "origin", "main")).stderr).toContain("mirror_drift");
    await passed(await at.git("rev-parse", "HEAD"));
    expect((await at.tryGit("push", "origin", "main")).code).toBe(0);
  });

  test("nothing is passed by an empty file, or together with another ref", async () => {
    await drift();
    await at.commit("a drift");
    await passed("");
    expect((await at.tryGit("push", "origin", "main")).code).not.toBe(0);
    await passed(await at.git("rev-parse", "HEAD"));
    expect((await at.tryGit("push", "origin", "main", "main:refs/heads/other")).code).not.toBe(0);
  });
});
