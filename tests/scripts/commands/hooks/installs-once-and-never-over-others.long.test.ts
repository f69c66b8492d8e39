import { chmod, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createMonorepo } from "../../../support/monorepo.ts";

async function repository() {
  const monorepo = await createMonorepo({ remote: false });
  onTestFinished(monorepo.stop);
  return monorepo;
}

const folder = ".git/slipway/hooks";
const hook = `${folder}/pre-push`;
const hooksPath = (at: { tryGit: Awaited<ReturnType<typeof repository>>["tryGit"] }) =>
  at.tryGit("config", "--local", "--get", "core.hooksPath").then(({ stdout }) => stdout.trim());

test("promise 21: core.hooksPath is set once, and the second run changes nothing", async () => {
  const at = await repository();
  const first = await at.run("hooks", "--json");
  expect(JSON.parse(first.stdout)).toEqual({ hook: "written", hooks_path: "set" });
  expect(await hooksPath(at)).toBe(join(at.root, folder));
  const text = await at.read(hook);
  expect((await stat(join(at.root, hook))).mode & 0o111).toBe(0o111);

  const second = await at.run("hooks", "--json");
  expect(second.code).toBe(0);
  expect(JSON.parse(second.stdout)).toEqual({ hook: "kept", hooks_path: "kept" });
  expect(await at.read(hook)).toBe(text);
  expect(await at.git("config", "--local", "--get-all", "core.hooksPath")).toBe(join(at.root, folder));
});

test("promise 21: per clone: each has a hook and a core.hooksPath of its own", async () => {
  const monorepo = await createMonorepo();
  onTestFinished(monorepo.stop);
  await monorepo.run("hooks");
  await monorepo.commit("hooks");
  await monorepo.git("push", "--quiet", "--no-verify", "origin", "main");
  const clone = await monorepo.clone();
  expect(await hooksPath(clone)).toBe("");
  const { stdout } = await clone.run("hooks", "--json");
  expect(JSON.parse(stdout)).toEqual({ hook: "written", hooks_path: "set" });
  expect(await hooksPath(clone)).toBe(join(clone.root, folder));
});

test("a hook that lost its mode gets it back", async () => {
  const at = await repository();
  await at.run("hooks");
  await chmod(join(at.root, hook), 0o644);
  await at.run("hooks");
  expect((await stat(join(at.root, hook))).mode & 0o111).toBe(0o111);
});

test("somebody else's pre-push stays as it is, and the line to add is named", async () => {
  const at = await repository();
  await at.write(".githooks/pre-push", "#!/bin/sh\nnpm test\n");
  const { code, stdout } = await at.run("hooks", "--json");
  expect(code).toBe(5);
  expect(JSON.parse(stdout).error).toMatchObject({
    code: "hook_foreign",
    hint: expect.stringContaining("slipway hooks pre-push"),
  });
  expect(await at.read(".githooks/pre-push")).toBe("#!/bin/sh\nnpm test\n");
  expect(await hooksPath(at)).toBe("");
});

test("another core.hooksPath stays, as husky sets it", async () => {
  const at = await repository();
  await at.git("config", "core.hooksPath", ".husky/_");
  const { code, stdout } = await at.run("hooks", "--json");
  expect(code).toBe(5);
  expect(JSON.parse(stdout).error.code).toBe("hooks_path_taken");
  expect(await hooksPath(at)).toBe(".husky/_");
});

test("hooks that git runs now are not switched off silently", async () => {
  const at = await repository();
  await at.write(".git/hooks/pre-commit", "#!/bin/sh\n", 0o755);
  const { code, stdout } = await at.run("hooks", "--json");
  expect(code).toBe(5);
  expect(JSON.parse(stdout).error).toMatchObject({
    code: "hooks_would_stop",
    message: expect.stringContaining(".git/hooks/pre-commit"),
  });
  expect(await hooksPath(at)).toBe("");
});

test("a hook that both folders have goes on running", async () => {
  const at = await repository();
  for (const folder of [".git/hooks", ".githooks"]) {
    await at.write(`${folder}/pre-commit`, "#!/bin/sh\n", 0o755);
  }
  expect((await at.run("hooks")).code).toBe(0);
  expect(await hooksPath(at)).toBe(join(at.root, folder));
  expect(await at.read(`${folder}/pre-commit`)).toBe("#!/bin/sh\n");
});

describe("hooks of a person's own configuration", () => {
  /** core.hooksPath as `git config --global` would set it. */
  async function configured(folder: string) {
    const at = await repository();
    await at.write(".git/global", `[core]\n\thooksPath = ${folder.replace("HOME", at.home)}\n`);
    return { at, env: { GIT_CONFIG_GLOBAL: join(at.root, ".git/global") } };
  }

  test("are not switched off silently", async () => {
    const { at, env } = await configured("HOME/hooks");
    await at.write("../home/hooks/commit-msg", "#!/bin/sh\n", 0o755);
    await at.write("../home/hooks/readme", "not a hook\n");
    const { code, stdout } = await at.run("hooks", "--json", { env });
    expect(code).toBe(5);
    const { error } = JSON.parse(stdout);
    expect(error.code).toBe("hooks_would_stop");
    expect(error.message).toContain("hooks/commit-msg");
    expect(error.message).not.toContain("readme");
    expect(await hooksPath(at)).toBe("");
  });

  test("an empty folder, or .githooks itself, is no reason to refuse", async () => {
    for (const folder of ["HOME/hooks", ".githooks"]) {
      const { at, env } = await configured(folder);
      await at.write(".githooks/commit-msg", "#!/bin/sh\n", 0o755);
      expect((await at.run("hooks", { env })).code).toBe(0);
      expect(await hooksPath(at)).toBe(join(at.root, ".git/slipway/hooks"));
      expect(await at.read(".git/slipway/hooks/commit-msg")).toBe("#!/bin/sh\n");
    }
  });
});
