import { chmod, copyFile, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { plainEnvironment, runProgram } from "../../support/monorepo/run.ts";
import { slipwayCommand } from "../../support/repository.ts";

/** A folder to install in, and a way to run what was installed. */
async function place() {
  const folder = await makeTempDir("slipway-layout-");
  onTestFinished(() => removeDir(folder));
  // A PATH that holds no deno, whatever is installed here.
  const tools = join(folder, "tools");
  await mkdir(tools);
  const found = await runProgram("/bin/sh", ["-c", "command -v readlink"], {
    cwd: folder,
    env: plainEnvironment(folder),
  });
  await symlink(found.stdout.trim(), join(tools, "readlink"));
  const script = async (path: string, text: string) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    await chmod(file, 0o755);
  };
  return {
    folder,
    /** A stand-in of Deno that says which one it is, and with what it was started. */
    deno: (path: string) => script(path, `#!/bin/sh\necho "${path}"; printf '%s\\n' "$@"\n`),
    async slipway(path: string) {
      await mkdir(join(folder, path, "bin"), { recursive: true });
      await mkdir(join(folder, path, "dist"), { recursive: true });
      await copyFile(slipwayCommand, join(folder, path, "bin/slipway"));
      await writeFile(join(folder, path, "dist/main.js"), "");
    },
    async link(target: string, path: string) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await symlink(target, join(folder, path));
    },
    async run(path: string, more?: string) {
      const env = { PATH: more ? `${join(folder, more)}:${tools}` : tools };
      const { code, stdout } = await runProgram(join(folder, path), ["ship", "web"], { cwd: folder, env });
      return { code, lines: stdout.trimEnd().split("\n") };
    },
  };
}

test("npm: deno is hoisted beside slipway, and the command is a link in .bin", async () => {
  const at = await place();
  await at.slipway("node_modules/slipway");
  await at.deno("node_modules/deno/deno");
  await at.link("../slipway/bin/slipway", "node_modules/.bin/slipway");
  const { lines } = await at.run("node_modules/.bin/slipway");
  expect(lines[0]).toBe("node_modules/deno/deno");
  expect(lines.slice(-3)).toEqual([join(at.folder, "node_modules/slipway/dist/main.js"), "ship", "web"]);
});

test("npm: a deno below slipway itself goes before one above it", async () => {
  const at = await place();
  await at.slipway("packages/a/node_modules/slipway");
  await at.deno("packages/a/node_modules/slipway/node_modules/deno/deno");
  await at.deno("node_modules/deno/deno");
  const { lines } = await at.run("packages/a/node_modules/slipway/bin/slipway");
  expect(lines[0]).toBe("packages/a/node_modules/slipway/node_modules/deno/deno");
});

test("npm: hoisted to the root of the monorepo, two folders up", async () => {
  const at = await place();
  await at.slipway("packages/a/node_modules/slipway");
  await at.deno("node_modules/deno/deno");
  const { lines } = await at.run("packages/a/node_modules/slipway/bin/slipway");
  expect(lines[0]).toBe("node_modules/deno/deno");
});

test("install scripts did not run: the binary's own package is found", async () => {
  const at = await place();
  await at.slipway("node_modules/slipway");
  await mkdir(join(at.folder, "node_modules/deno"), { recursive: true });
  await at.deno("node_modules/@deno/linux-x64-glibc/deno");
  const { lines } = await at.run("node_modules/slipway/bin/slipway");
  expect(lines[0]).toBe("node_modules/@deno/linux-x64-glibc/deno");
});

test("pnpm: everything is a link into .pnpm, and install scripts did not run", async () => {
  const at = await place();
  const own = "node_modules/.pnpm/slipway@0.1.0/node_modules";
  const denos = "node_modules/.pnpm/deno@2.9.6/node_modules";
  await at.slipway(`${own}/slipway`);
  await mkdir(join(at.folder, denos, "deno"), { recursive: true });
  await at.deno(`${denos}/@deno/linux-x64-glibc/deno`);
  await at.link("../../deno@2.9.6/node_modules/deno", `${own}/deno`);
  await at.link(".pnpm/slipway@0.1.0/node_modules/slipway", "node_modules/slipway");
  const { lines } = await at.run("node_modules/slipway/bin/slipway");
  expect(lines[0]).toBe(`${denos}/@deno/linux-x64-glibc/deno`);
  expect(lines).toContain(join(at.folder, own, "slipway/dist/main.js"));
});

test("without a package of Deno the one on the PATH is taken; without any it ends with 1", async () => {
  const at = await place();
  await at.slipway("node_modules/slipway");
  await at.deno("elsewhere/deno");
  const found = await at.run(
    "node_modules/slipway/bin/slipway",
    "elsewhere",
  );
  expect(found.lines[0]).toBe("elsewhere/deno");
  expect((await at.run("node_modules/slipway/bin/slipway")).code).toBe(1);
});
