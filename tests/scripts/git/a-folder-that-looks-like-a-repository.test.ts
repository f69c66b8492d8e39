import { execFile } from "node:child_process";
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { openGit } from "../../../scripts/git/git.ts";
import { readRepository } from "../../../scripts/git/repository.ts";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { plainEnvironment, runProgram } from "../../support/monorepo/run.ts";
import { slipwayCommand } from "../../support/repository.ts";

const run = promisify(execFile);
let top: string;
let folder: string;

/** A clone whose version.json lies below the top, in a folder that a branch made a repository of: git runs what its config names. */
beforeEach(async () => {
  top = await makeTempDir("planted-");
  onTestFinished(() => removeDir(top));
  folder = join(top, "apps");
  await run("git", ["init", "--quiet", top]);
  for (const name of ["objects", "refs", "planted/objects", "planted/refs"]) {
    await mkdir(join(folder, name), { recursive: true });
  }
  await writeFile(join(folder, "version.json"), '{ "name": "shop", "build": 1, "components": {} }\n');
  await writeFile(join(folder, "README.md"), "# shop\n");
  await writeFile(join(folder, "HEAD"), "ref: refs/heads/main\n");
  const config =
    `[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = touch '${top}/ran'; false\n`;
  await writeFile(join(folder, "config"), config);
});
const hasRun = () => access(join(top, "ran")).then(() => true, () => false);

test("git alone runs what the folder's config names", async () => {
  await run("git", ["status", "--short"], { cwd: folder }).catch(() => {});
  expect(await hasRun()).toBe(true);
});

test("Slipway's git is not started there, also where the folder only points at a repository", async () => {
  const refusal = { code: "repository_planted", exitCode: 5 };
  await expect(openGit(folder).run(["status"])).rejects.toMatchObject(refusal);
  await expect(readRepository(openGit(folder))).rejects.toMatchObject(refusal);
  expect(() => openGit(folder).converse(["cat-file", "--batch"], () => {})).toThrow(
    expect.objectContaining(refusal),
  );
  await writeFile(join(folder, "commondir"), "planted\n");
  for (const name of ["objects", "refs"]) await removeDir(join(folder, name));
  await expect(openGit(folder).run(["status"])).rejects.toMatchObject(refusal);
  expect(await hasRun()).toBe(false);
});

test("a check of such a branch runs nothing, and says what is there", async () => {
  const env = { ...plainEnvironment(top), HOME: top };
  const { code, stdout } = await runProgram(slipwayCommand, ["check", "--json"], { cwd: folder, env });
  expect(await hasRun()).toBe(false);
  expect([code, JSON.parse(stdout).error?.code]).toEqual([5, "repository_planted"]);
});

test("the top of a clone may have files of any name", async () => {
  for (const name of ["objects", "refs"]) await mkdir(join(top, name));
  await writeFile(join(top, "HEAD"), "ref: refs/heads/main\n");
  expect((await openGit(top).run(["rev-parse", "--is-bare-repository"])).stdout).toBe("false\n");
});
