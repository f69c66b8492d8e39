import { afterEach, beforeEach, expect, test } from "vitest";
import { linkCommandInto } from "../../../support/foreign.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let at: Monorepo;
beforeEach(async () => {
  at = await createMonorepo();
});
afterEach(() => at.stop());

const hook = ".githooks/pre-push";
const attributes = ".githooks/.gitattributes";

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

test("the hook is checked out with LF, and runs", async () => {
  await at.run("hooks");
  expect(await at.read(attributes)).toBe("* text eol=lf\n");
  const clone = await cloneWithCrlf();
  expect(await clone.read("version.json")).toContain("\r\n");
  expect(await clone.read(hook)).not.toContain("\r");
  expect((await clone.run("hooks")).code).toBe(0);
  await clone.commit("anything", { "docs/a.md": "a" });
  expect(await clone.tryGit("push", "--quiet", "origin", "main")).toMatchObject({ code: 0 });
});

test("a hook with CRLF is named by the doctor, and put right by slipway hooks", async () => {
  await at.run("hooks");
  await at.git("rm", "--quiet", "--force", "--cached", "--ignore-unmatch", attributes);
  await at.write(".git/info/exclude", `${attributes}\n`);
  const clone = await cloneWithCrlf();
  await clone.git("config", "core.hooksPath", ".githooks");
  expect(await clone.read(hook)).toContain("\r\n");

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
  expect(JSON.parse(stdout)).toEqual({ hook: "written", hooks_path: "kept" });
  expect(await clone.read(hook)).toBe(await at.read(hook));
  expect(await clone.read(attributes)).toBe("* text eol=lf\n");
  expect(await hooks()).toMatchObject({ state: "ok" });
});

test("a .gitattributes of somebody's gets one line, once, and none where theirs does it", async () => {
  await at.write(attributes, "*.cmd eol=crlf");
  await at.run("hooks");
  const { stdout } = await at.run("hooks", "--json");
  expect(JSON.parse(stdout).hook).toBe("kept");
  expect(await at.read(attributes)).toBe("*.cmd eol=crlf\npre-push text eol=lf\n");

  await at.write(attributes, "pre-* eol=lf\n");
  await at.run("hooks");
  expect(await at.read(attributes)).toBe("pre-* eol=lf\n");
});
