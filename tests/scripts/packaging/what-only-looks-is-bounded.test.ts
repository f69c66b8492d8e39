import { existsSync } from "node:fs";
import { copyFile, mkdir, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { execPath } from "node:process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { plainEnvironment, runProgram } from "../../support/monorepo/run.ts";
import { slipwayCommand } from "../../support/repository.ts";

let folder: string;
let clone: string;
beforeEach(async () => {
  // Deno has rules of its own for /dev/shm, where other tests have their files
  folder = await makeTempDir("slipway-bounded-", "/var/tmp");
  clone = join(folder, "a, clone");
  await mkdir(join(clone, ".git"), { recursive: true });
  await mkdir(join(clone, "web"));
  await writeFile(join(clone, "version.json"), "{}");
  await mkdir(join(folder, "package/bin"), { recursive: true });
  await mkdir(join(folder, "package/dist"));
  await mkdir(join(folder, "package/node_modules/deno"), { recursive: true });
  await copyFile(slipwayCommand, join(folder, "package/bin/slipway"));
  await writeFile(join(folder, "package/dist/main.js"), attempts);
  await symlink(execPath, join(folder, "package/node_modules/deno/deno"));
  await writeFile(join(folder, "secret"), "hunter2");
});
afterEach(() => removeDir(folder));

/** Stands in for the command: tries what it must not do, and says what worked. */
const attempts = `
import { readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
const worked = [];
const attempt = (name, act) => { try { if (act() !== false) worked.push(name); } catch {} };
attempt("read outside", () => readFileSync("../secret"));
attempt("read inside", () => readFileSync("version.json"));
attempt("read the package", () => readFileSync(new URL("main.js", import.meta.url)));
attempt("write outside", () => writeFileSync("../written", ""));
attempt("write inside", () => writeFileSync("written", ""));
attempt("write into git", () => writeFileSync(".git/config", ""));
attempt("run sh", () => spawnSync("sh", ["-c", ""]).status === 0);
attempt("run git", () => spawnSync("git", ["--version"]).status === 0);
attempt("secrets", () => Object.keys(process.env).some((name) => /TOKEN|SLIPWAY|ASC_|^name$/.test(name)));
attempt("path", () => process.env.PATH !== undefined && process.env.GIT_CONFIG_GLOBAL !== undefined);
try { await fetch("http://127.0.0.1:49151"); } catch (error) { if (error.name !== "NotCapable") worked.push("network"); }
console.log(JSON.stringify(worked));
`;

function run(args: string[], cwd: string, more: Record<string, string> = {}) {
  return runProgram(join(folder, "package/bin/slipway"), args, {
    cwd,
    env: {
      ...plainEnvironment(folder),
      PATH: [join(folder, "bin"), plainEnvironment(folder).PATH].join(delimiter),
      SLIPWAY_SECRET_KEY: "sb_secret_1",
      GITHUB_TOKEN: "1",
      ASC_KEY: "a\nTOKEN=b",
      bounded: "",
      name: "x",
      top: "x",
      trusted: "1",
      ...more,
    },
  });
}

async function worked(...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await run(args, clone);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

const looks = ["read inside", "read the package", "run git", "path"];

describe("git, the files below the root and an environment without secrets are all there is for", () => {
  test.each([
    ["check"],
    ["check", "--json"],
    ["audit"],
    ["sync", "--check"],
    ["readme", "--json", "--check"],
    ["hooks", "pre-push", "origin", "ssh://example.test"],
  ])(
    "slipway %s %s",
    async (...args) => expect((await worked(...args)).toSorted()).toEqual(looks.toSorted()),
  );
});

test.each([["sync"], ["readme"]])(
  "slipway %s writes files of the clone as well, and git's none",
  async (...args) => {
    expect((await worked(...args)).toSorted()).toEqual([...looks, "write inside"].toSorted());
  },
);

describe.skipIf(!existsSync("/dev/shm"))("in a place where Deno has no bounds to give", () => {
  let special: string;
  beforeEach(async () => {
    special = await makeTempDir("slipway-unbounded-", "/dev/shm");
    await writeFile(join(special, "version.json"), "{}");
    // a link to it is no way around
    await symlink(special, join(folder, "link"));
  });
  afterEach(() => removeDir(special));

  test("what only looks is refused, and nothing of it runs", async () => {
    for (const cwd of [special, join(folder, "link")]) {
      for (const args of [["check"], ["sync", "--check"], ["hooks", "pre-push"]]) {
        const { code, stdout, stderr } = await run([...args, "--json"], cwd, { SLIPWAY_UNBOUNDED: "" });
        expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 5, error: "clone_unbounded" });
        expect(stderr).toContain("SLIPWAY_UNBOUNDED=1");
      }
    }
  });

  test("who trusts it says so, and it still sees no secrets", async () => {
    const { stdout } = await run(["check"], special, { SLIPWAY_UNBOUNDED: "1" });
    expect(JSON.parse(stdout)).toContain("read inside");
    expect(JSON.parse(stdout)).not.toContain("secrets");
  });

  test("what ships is not bounded there either", async () => {
    expect((await run(["ship", "docs"], special, { SLIPWAY_UNBOUNDED: "" })).code).toBe(0);
  });
});

test.each([["audit", "--remote"], ["ship", "docs"], ["hooks"]])(
  "slipway %s is not bounded",
  async (...args) => {
    expect(await worked(...args)).toEqual(
      expect.arrayContaining(["read outside", "network", "run sh", "secrets"]),
    );
  },
);
