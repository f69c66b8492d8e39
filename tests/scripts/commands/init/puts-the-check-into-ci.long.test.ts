import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createForeign, type Foreign, twoPackages } from "../../../support/foreign.ts";

const path = ".github/workflows/slipway.yml";
let at: Foreign;
beforeEach(async () => {
  at = await createForeign({ ...twoPackages, "package-lock.json": "{}" });
  onTestFinished(at.stop);
});

async function init(...options: string[]) {
  const { stdout } = await at.run("init", "--json", ...options);
  const { written, left, remarks } = JSON.parse(stdout.trim());
  const paths = (entries: { path: string }[]) => entries.map((entry) => entry.path);
  return {
    isWritten: paths(written).includes(path),
    left: paths(left),
    isTold: remarks.some((remark: string) => remark.includes("slipway check")),
  };
}

describe("promise 22: a bypass turns CI red", () => {
  test.each(["https://github.com/acme/shop.git", "git@github.com:acme/shop.git"])(
    "a repository at %s gets a workflow that runs the check, once",
    async (url) => {
      await at.git("remote", "add", "origin", url);
      expect(await init("--yes")).toEqual({ isWritten: true, left: [], isTold: false });
      const workflow = await at.read(path);
      expect(workflow).toContain("fetch-depth: 0");
      expect(workflow.match(/(?<=- run: ).*/g)).toEqual(["npm ci", "npx --no slipway check"]);
      expect(await init("--yes")).toEqual({ isWritten: false, left: [], isTold: false });
    },
  );

  test("so does one with workflows, by its lock file; --dry-run only says so", async () => {
    await at.commit("ours", { ".github/workflows/test.yml": "# slipway check\n", "pnpm-lock.yaml": "" });
    expect((await init("--dry-run")).isWritten).toBe(true);
    expect(await at.git("status", "--porcelain")).toBe("");
    await init("--yes");
    const steps = (await at.read(path)).match(/(?<=- run: ).*/g);
    expect(steps?.slice(-2)).toEqual(["pnpm install --frozen-lockfile", "npx --no slipway check"]);
  });

  test.each([
    ["bun.lock", ["npm install --global bun", "bun install --frozen-lockfile"]],
    ["yarn.lock", ["npm install --global corepack && corepack enable", "yarn install --immutable"]],
  ])("with %s its own installer is brought along", async (lockFile, install) => {
    await at.git("rm", "--quiet", "package-lock.json");
    await at.commit("ours", { ".github/workflows/test.yml": "\n", [lockFile]: "__metadata:\n" });
    await init("--yes");
    expect((await at.read(path)).match(/(?<=- run: ).*/g)).toEqual([...install, "npx --no slipway check"]);
  });

  test("elsewhere a person is told, until CI runs it", async () => {
    await at.git("remote", "add", "origin", "https://notgithub.com/acme/shop.git");
    expect(await init("--dry-run")).toEqual({ isWritten: false, left: [], isTold: true });
    await at.write(".gitlab-ci.yml", "check:\n  script:\n    - npx slipway check\n");
    expect(await init("--dry-run")).toEqual({ isWritten: false, left: [], isTold: false });
  });
});

test("a workflow that runs the check already is enough, and one of the same name stays", async () => {
  await at.write(".github/workflows/ci.yaml", "      - run: pnpm exec slipway check\n");
  expect(await init("--dry-run")).toEqual({ isWritten: false, left: [], isTold: false });
  await at.write(".github/workflows/ci.yaml", "");
  await at.write(path, "mine\n");
  expect(await init("--yes")).toEqual({ isWritten: false, left: [path], isTold: false });
  expect(await at.read(path)).toBe("mine\n");
});

test("the workflow can read the code and no more, keeps no token, and names actions by their commits", async () => {
  await at.git("remote", "add", "origin", "https://github.com/acme/shop.git");
  await init("--yes");
  const workflow = await at.read(path);
  expect(workflow).toContain("permissions: {}\n");
  expect(workflow).toContain("    permissions:\n      contents: read\n");
  expect(workflow).toContain("persist-credentials: false");
  for (const [, action] of workflow.matchAll(/uses: (.*)/g)) {
    expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v[\d.]+$/);
  }
});

test("a package.json that does not name slipway is remarked on: npx would fetch whatever has that name", async () => {
  const remarks = async () => {
    const said: { remarks: string[] } = JSON.parse(
      (await at.run("init", "--json", "--dry-run")).stdout.trim(),
    );
    return said.remarks.filter((remark) => remark.includes("does not name slipway")).length;
  };
  expect(await remarks()).toBe(1);
  await at.commit("named", { "package.json": JSON.stringify({ devDependencies: { slipway: "0.1.0" } }) });
  expect(await remarks()).toBe(0);
});
