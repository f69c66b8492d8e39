import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import type { Outcome } from "../../support/command/messages.ts";
import { runProgram } from "../../support/monorepo/run.ts";
import { npmEnvironment } from "../../support/npm-environment.ts";
import { type Packed, packSlipway } from "../../support/packed.ts";

const doctorSchema = z.object({
  diagnoses: z.array(
    z.object({ name: z.string(), state: z.string(), message: z.string(), fix: z.string().optional() }),
  ),
});

let packed: Packed;
let home: string;
let project: string;
let said: Outcome;
let repo: Monorepo;
/** What npm itself installs from the tarball alone, in a folder that was empty. */
beforeAll(async () => {
  home = await makeTempDir("slipway-small-");
  project = join(home, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), '{ "name": "project", "private": true }\n');
  [packed, repo] = await Promise.all([packSlipway(), createMonorepo({ remote: false })]);
  said = await runProgram("npm", ["install", "--save-dev", packed.slipway.path], {
    cwd: project,
    env: npmEnvironment(home),
  });
}, 180_000);
afterAll(() => Promise.all([packed?.remove(), repo?.stop(), removeDir(home)]));

const slipway = (...args: string[]) =>
  runProgram(join(project, "node_modules/.bin/slipway"), args, { cwd: repo.root, env: repo.env });

test("slipway alone takes at most 120 MB", async () => {
  expect(said.code, said.stderr).toBe(0);
  const { stdout } = await runProgram("du", ["-sk", "node_modules"], { cwd: project, env: repo.env });
  const kilobytes = Number.parseInt(stdout);
  expect(kilobytes).toBeGreaterThan(1000);
  expect(kilobytes).toBeLessThanOrEqual(120 * 1024);
});

test("npm warns of no engine", () => {
  expect(said.stderr).not.toContain("EBADENGINE");
});

test("it checks, without the platform and without Node", async () => {
  const { code, stdout, stderr } = await slipway("check");
  expect(code, stdout + stderr).toBe(0);
});

test.each([["stack", "up"], ["demo", "--once"]])(
  "%s %s names what is missing and how to get it",
  async (...words) => {
    const { version } = JSON.parse(
      await readFile(join(project, "node_modules/slipway/package.json"), "utf8"),
    );
    const { code, stderr } = await slipway(...words);
    expect(code).toBe(1);
    expect(stderr).toContain("platform_missing");
    expect(stderr).toContain(`npm install --save-dev slipway-platform@${version}`);
  },
);

test("link --local and doctor name it too", async () => {
  const linked = await slipway("link", "--local");
  expect(linked.stderr).toContain("stack_missing");
  expect(linked.stderr).toContain("npm install --save-dev slipway-platform@");
  expect((await slipway("doctor")).stdout).toMatch(/✔ platform +.*npm install --save-dev slipway-platform@/);
});

test("the Supabase CLI is the project's own, of any version, else the one on the PATH, and named when there is none", async () => {
  const supabase = async (path = repo.env.PATH) => {
    const env = { ...repo.env, PATH: path ?? "" };
    const command = join(project, "node_modules/.bin/slipway");
    const { stdout } = await runProgram(command, ["doctor", "--json"], { cwd: repo.root, env });
    return doctorSchema.parse(JSON.parse(stdout)).diagnoses.find(({ name }) => name === "supabase");
  };
  expect(await supabase()).toMatchObject({
    state: "fail",
    fix: expect.stringContaining("npm install --save-dev supabase"),
  });

  const onPath = join(repo.home, "bin/supabase");
  await repo.write("../home/bin/supabase", "#!/bin/sh\n", 0o755);
  expect(await supabase(`${join(repo.home, "bin")}:${repo.env.PATH}`)).toMatchObject({
    state: "ok",
    message: expect.stringContaining(onPath),
  });

  // Version 2 downloads itself; version 3 has a package for each platform.
  await repo.write("node_modules/supabase/package.json", '{ "version": "2.0.0" }');
  await repo.write("node_modules/supabase/bin/supabase", "#!/bin/sh\n", 0o755);
  expect((await supabase())?.message).toContain(join(repo.root, "node_modules/supabase/bin/supabase"));
  const native = `node_modules/@supabase/cli-${process.platform}-${process.arch}`;
  await repo.write(`${native}/package.json`, '{ "version": "3.0.0" }');
  await repo.write(`${native}/bin/supabase`, "#!/bin/sh\n", 0o755);
  expect((await supabase(`${join(repo.home, "bin")}:${repo.env.PATH}`))?.message).toContain(
    join(repo.root, native, "bin/supabase"),
  );
});

test("a platform of another version is refused, one of the same is used", async () => {
  await packed.platform.install(project);
  const path = join(project, "node_modules/slipway-platform/package.json");
  const manifest = await readFile(path, "utf8");
  await writeFile(path, manifest.replace('"version": "', '"version": "9'));
  const refused = await slipway("demo", "--once", "--json");
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain("platform_version_differs");

  await writeFile(path, manifest);
  expect((await slipway("doctor")).stdout).toMatch(/✔ platform +.*slipway stack up/);
  const { code, stdout, stderr } = await slipway("demo", "--once", "--json");
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ page: { kind: "available" }, problems: [] });
});
