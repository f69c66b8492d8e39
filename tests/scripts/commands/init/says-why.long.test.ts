import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createForeign, type Foreign } from "../../../support/foreign.ts";
import { textsOf } from "../../../support/repositories/shape.ts";

let at: Foreign;
beforeEach(async () => {
  at = await createForeign(textsOf({
    "package.json": { name: "shop", private: true, workspaces: ["packages/*"] },
    "packages/web/package.json": { name: "web", private: true, build: 7, scripts: { deploy: "x" } },
    "packages/ui/package.json": { name: "ui", private: true, exports: "./index.ts" },
    "packages/odd name/package.json": { name: "odd", private: true, exports: "./index.ts" },
  }));
  onTestFinished(at.stop);
});

test("--dry-run shows the components as a table with the evidence, and what is left out with the way to add it", async () => {
  const { code, stdout } = await at.run("init", "--dry-run");
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  expect(lines[0]?.split(/ {2,}/)).toEqual(["component", "kind", "build", "paths", "mirrors", "why"]);
  expect(lines[1]?.split(/ {2,}/)).toEqual([
    "web",
    "web",
    "7",
    "packages/web",
    "1",
    "it has a script deploy",
  ]);
  expect(lines.filter((line) => line.startsWith("left out"))).toEqual([
    expect.stringMatching(
      /^left out: packages\/odd name: a private package .*--include 'packages\/odd name'$/,
    ),
    expect.stringMatching(/^left out: packages\/ui: a private package .*--include packages\/ui$/),
  ]);
  expect(await at.git("status", "--porcelain")).toBe("");
});

describe("--include", () => {
  test("makes components of what was left out, and they pass the check", async () => {
    const { stdout } = await at.run(
      "init",
      "--yes",
      "--json",
      "--include",
      "packages/ui",
      "./packages/odd name/",
    );
    const said = JSON.parse(stdout);
    expect(said.components.map(({ key }: { key: string }) => key).sort()).toEqual([
      "odd",
      "supabase",
      "ui",
      "web",
    ]);
    expect(said.left_out).toEqual([]);
    expect((await at.run("check")).code).toBe(0);
  });

  test("of something else is a mistake, and nothing is written", async () => {
    const { code, stdout } = await at.run("init", "--yes", "--json", "--include", "packages/web");
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 2, error: "include_unknown" });
    expect(await at.git("status", "--porcelain")).toBe("");
  });
});

describe("the branch that ships", () => {
  const branch = async () => {
    const { stdout } = await at.run("init", "--yes", "--json");
    expect(JSON.parse(stdout).is_dry_run).toBe(false);
    return JSON.parse(await at.read("version.json")).ship.environment.branch;
  };
  const remote = async (head: string) => {
    await at.git("init", "--quiet", "--bare", `--initial-branch=${head}`, "../remote.git");
    await at.git("remote", "add", "origin", "../remote.git");
    await at.git("push", "--quiet", "origin", `HEAD:${head}`);
    await at.git("update-ref", "-d", `refs/remotes/origin/${head}`);
    await at.git("checkout", "--quiet", "-b", "feature/x");
  };

  test("is the remote's default branch, even one of an unusual name that the clone has never heard of", async () => {
    await remote("develop");
    expect(await branch()).toBe("develop");
  });

  test("is what the clone knows of the remote, without asking it", async () => {
    await remote("develop");
    await at.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/next");
    await at.git("remote", "set-url", "origin", "../gone.git");
    expect(await branch()).toBe("next");
  });

  test("is the one that is checked out when the remote gives no answer", async () => {
    await remote("develop");
    await at.git("branch", "--quiet", "-D", "main");
    await at.git("remote", "set-url", "origin", "../gone.git");
    expect(await branch()).toBe("feature/x");
  });

  test("is main when it is checked out, whatever the remote's default is", async () => {
    await remote("develop");
    await at.git("checkout", "--quiet", "main");
    expect(await branch()).toBe("main");
  });
});
