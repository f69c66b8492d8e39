import { mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { linkCommandInto } from "../../../support/foreign.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";
import { runProgram } from "../../../support/monorepo/run.ts";
import { slipwayCommand } from "../../../support/repository.ts";

let at: Monorepo;
beforeEach(async () => {
  at = await createMonorepo();
  await linkCommandInto(at.root);
  await at.write(".git/info/exclude", "node_modules/\n");
});
afterEach(() => at.stop());

const evil = "#!/bin/sh\necho ran > ran\n# hooks pre-push\n";
const hasRun = async () => (await at.tryGit("ls-files", "--others", "ran")).stdout.trim() === "ran";

test("hooks that a branch brings are not run by a push or a commit", async () => {
  expect((await at.run("hooks")).code).toBe(0);
  for (const name of ["pre-push", "pre-commit", "post-checkout"]) {
    await at.write(`.githooks/${name}`, evil, 0o755);
  }
  await at.commit("a branch's hooks");
  await at.git("checkout", "--quiet", "-b", "other");
  expect((await at.tryGit("push", "origin", "other")).code).toBe(0);
  expect(await hasRun()).toBe(false);
});

test("a clone that still runs them is named by the doctor, and upgraded by slipway hooks", async () => {
  await at.run("hooks");
  await at.write(".githooks/pre-push", await at.read(".git/slipway/hooks/pre-push"), 0o755);
  await at.git("config", "core.hooksPath", ".githooks");
  const { stdout } = await at.run("doctor", "--json");
  const found = JSON.parse(stdout).diagnoses.find(({ name }: { name: string }) => name === "hooks");
  expect(found).toMatchObject({ state: "fail", message: expect.stringContaining(".githooks") });
  expect(JSON.parse((await at.run("hooks", "--json")).stdout)).toEqual({ hook: "kept", hooks_path: "set" });
  expect(await at.git("config", "core.hooksPath")).toBe(join(at.root, ".git/slipway/hooks"));
});

test("hooks of the repository are copied and named, and a newer one only with the next slipway hooks", async () => {
  await at.write(".githooks/commit-msg", "#!/bin/sh\nexit 0\n", 0o755);
  expect(JSON.parse((await at.run("hooks", "--json")).stdout).copied).toEqual([".githooks/commit-msg"]);
  await at.write(".githooks/commit-msg", "#!/bin/sh\nexit 1\n", 0o755);
  expect((await at.tryGit("commit", "--quiet", "--allow-empty", "-m", "x")).code).toBe(0);
  expect((await at.run("hooks")).stdout).toContain("copied .githooks/commit-msg");
  expect((await at.tryGit("commit", "--quiet", "--allow-empty", "-m", "x")).code).not.toBe(0);
});

test("a hook that is a link out of the repository is not copied", async () => {
  await writeFile(join(at.home, "elsewhere"), evil, { mode: 0o755 });
  await mkdir(join(at.root, ".githooks"));
  await symlink(join(at.home, "elsewhere"), join(at.root, ".githooks/pre-commit"));
  const { code, stdout } = await at.run("hooks", "--json");
  expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 5, error: "path_outside" });
});

test("a command that a branch has below node_modules is not what the hook runs", async () => {
  await at.run("hooks");
  await at.git("rm", "-r", "--quiet", "--cached", "--ignore-unmatch", "node_modules");
  await at.git("checkout", "--quiet", "-b", "evil");
  await at.write("tools/.bin/slipway", evil, 0o755);
  await at.tryGit("clean", "-fdxq", "node_modules");
  await symlink("tools", join(at.root, "node_modules"));
  await at.write(".git/info/exclude", "");
  await at.commit("brought along");
  const { code, stderr } = await at.tryGit("push", "origin", "evil");
  expect(code).not.toBe(0);
  expect(stderr).toContain("git rm -r --cached node_modules");
  expect(await hasRun()).toBe(false);
});

test("nor below a Node_Modules, which macOS and Windows find by that name", async () => {
  await at.run("hooks");
  await at.git("checkout", "--quiet", "-b", "evil");
  await at.tryGit("clean", "-fdxq", "node_modules");
  await at.write("Node_Modules/.bin/slipway", evil, 0o755);
  await at.git("add", "--force", "Node_Modules");
  await at.git("commit", "--quiet", "-m", "brought along");
  // what a file system that does not tell upper from lower case makes of it
  await at.write(".git/info/exclude", "node_modules\n");
  await symlink("Node_Modules", join(at.root, "node_modules"));
  const { code, stderr } = await at.tryGit("push", "origin", "evil");
  expect(code).not.toBe(0);
  expect(stderr).toContain("git rm -r --cached node_modules");
  expect(await hasRun()).toBe(false);
});

test("where the hook finds no command, it says why and what to do, and one on the PATH is enough", async () => {
  await at.run("hooks");
  await at.git("clean", "-fdxq");
  await at.git("checkout", "--quiet", "-b", "bare");
  const push = (env: Record<string, string> = {}) =>
    runProgram("git", ["push", "origin", "bare"], { cwd: at.root, env: { ...at.env, ...env } });
  const { code, stderr } = await push();
  expect(code).not.toBe(0);
  expect(stderr).toContain("install the repository's npm packages");
  expect(stderr).toContain("PATH");
  await at.git("rm", "--quiet", "package.json");
  await at.git("commit", "--quiet", "-m", "no package");
  expect((await push()).stderr).toContain("there is no package.json");
  await mkdir(join(at.home, "bin"));
  await symlink(slipwayCommand, join(at.home, "bin/slipway"));
  const onPath = await push({ PATH: [join(at.home, "bin"), at.env.PATH].join(delimiter) });
  expect(onPath.code, onPath.stderr).toBe(0);
});
