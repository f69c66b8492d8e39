import { afterEach, beforeEach, expect, test } from "vitest";
import { linkCommandInto } from "../../../support/foreign.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let at: Monorepo;
beforeEach(async () => {
  at = await createMonorepo();
});
afterEach(() => at.stop());

const hook = ".git/slipway/hooks/pre-push";
const shared = ".githooks/pre-push";

/** A clone of what is committed, as on a machine with `core.autocrlf=true`. */
async function cloneWithCrlf() {
  await at.commit("hooks");
  await at.git("push", "--quiet", "--no-verify", "origin", "main");
  const clone = await at.clone();
  await clone.git("config", "core.autocrlf", "true");
  await clone.git("rm", "-r", "--quiet", "--cached", ".");
  await clone.git("reset", "--quiet", "--hard");
  await linkCommandInto(clone.root);
  await clone.write(".git/info/exclude", "node_modules/\n");
  return clone;
}

test("the hook has LF, and runs", async () => {
  const clone = await cloneWithCrlf();
  expect(await clone.read("version.json")).toContain("\r\n");
  expect((await clone.run("hooks")).code).toBe(0);
  expect(await clone.read(hook)).not.toContain("\r");
  await clone.commit("anything", { "docs/a.md": "a" });
  expect(await clone.tryGit("push", "--quiet", "origin", "main")).toMatchObject({ code: 0 });
});

test("a hook with CRLF is named by the doctor, and put right by slipway hooks", async () => {
  await at.run("hooks");
  await at.write(shared, await at.read(hook), 0o755);
  const clone = await cloneWithCrlf();
  await clone.git("config", "core.hooksPath", ".githooks");
  expect(await clone.read(shared)).toContain("\r\n");

  const hooks = async () => {
    const { diagnoses } = JSON.parse((await clone.run("doctor", "--json")).stdout);
    return diagnoses.find(({ name }: { name: string }) => name === "hooks");
  };
  expect(await hooks()).toMatchObject({
    state: "fail",
    message: expect.stringContaining("CRLF"),
    fix: expect.stringContaining("slipway hooks"),
  });
  const { stdout } = await clone.run("hooks", "--json");
  expect(JSON.parse(stdout)).toEqual({ hook: "written", hooks_path: "set" });
  expect(await clone.read(hook)).toBe(await at.read(hook));
  expect(await hooks()).toMatchObject({ state: "ok" });
});

test("a hook of the repository that was checked out with CRLF is copied with LF", async () => {
  await at.write(".githooks/commit-msg", "#!/bin/sh\nexit 0\n", 0o755);
  const clone = await cloneWithCrlf();
  expect(await clone.read(".githooks/commit-msg")).toContain("\r\n");
  await clone.run("hooks");
  expect(await clone.read(".git/slipway/hooks/commit-msg")).toBe("#!/bin/sh\nexit 0\n");
});
