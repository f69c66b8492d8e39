import { chmod, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withVariables } from "../../../../scripts/version-env/env-file.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let nine: Monorepo;
let sha: string;
beforeAll(async () => {
  nine = await createMonorepo({
    remote: false,
    edit: ({ components }) => {
      components.dashboard = { ...components.dashboard, version: "1.2.0", build: 131 };
    },
  });
  sha = (await nine.git("rev-parse", "HEAD")).trim();
});
afterAll(() => nine.stop());

describe("promise 92: version, build and commit, as each tool wants them called", () => {
  test.each([
    ["vite", "VITE_"],
    ["svelte", "VITE_"],
    ["nuxt", "VITE_"],
    ["astro", "PUBLIC_"],
    ["next", "NEXT_PUBLIC_"],
    ["webpack", ""],
    ["node", ""],
    ["deno", ""],
  ])("%s: %sSLIPWAY_VERSION, and a shell reads the lines as they are", async (tool, prefix) => {
    const { code, stdout } = await nine.run("env", "dashboard", "--for", tool);
    const names = ["VERSION", "BUILD", "COMMIT"].map((name) => `${prefix}SLIPWAY_${name}`);
    const values = ["1.2.0", "131", sha];
    expect([code, stdout]).toEqual([0, names.map((name, place) => `${name}=${values[place]}\n`).join("")]);
    const { variables } = JSON.parse((await nine.run("env", "dashboard", "--for", tool, "--json")).stdout);
    expect(variables).toEqual(Object.fromEntries(names.map((name, place) => [name, values[place]])));
  });

  test("esbuild: options, each a word of its own", async () => {
    const { stdout } = await nine.run("env", "dashboard", "--for", "esbuild");
    expect(stdout.split("\n")).toEqual([
      '--define:process.env.SLIPWAY_VERSION="1.2.0"',
      '--define:process.env.SLIPWAY_BUILD="131"',
      `--define:process.env.SLIPWAY_COMMIT="${sha}"`,
      "",
    ]);
  });
});

test.each([
  [["env", "dashboard"], 2, "argument_missing"],
  [["env", "--for", "vite"], 2, "argument_missing"],
  [["env", "dashboard", "--for", "gulp"], 2, "tool_unknown"],
  [["env", "nothing", "--for", "vite"], 2, "component_unknown"],
])("%j ends with %i, %s", async (args, status, what) => {
  const { code, stdout } = await nine.run(...args, "--json");
  expect([code, JSON.parse(stdout).error.code]).toEqual([status, what]);
});

test("a version that no chip shows, or a shell would run, is refused", async () => {
  const text = await nine.read("version.json");
  const manifest = JSON.parse(text);
  for (const version of ["spring", "1.0 $(rm -rf .)", "1.0'", "1.0;ls"]) {
    manifest.components.dashboard.version = version;
    await writeFile(join(nine.root, "version.json"), JSON.stringify(manifest, null, 2));
    const { code, stdout } = await nine.run("env", "dashboard", "--for", "vite", "--json");
    expect([code, JSON.parse(stdout).error.code]).toEqual([5, "version_not_shown"]);
  }
  await nine.write("version.json", text);
});

describe("--write", () => {
  const write = (file: string, cwd = "") =>
    nine.run("env", "dashboard", "--for", "vite", "--write", file, "--json", { cwd: join(nine.root, cwd) });

  test("makes a file that is missing, sets what is there, keeps its mode, and writes nothing the second time", async () => {
    const path = join(nine.root, "web/dashboard/.env.local");
    expect(JSON.parse((await write(".env.local", "web/dashboard")).stdout)).toMatchObject({
      is_written: true,
    });
    expect(await readFile(path, "utf8")).toBe(
      `VITE_SLIPWAY_VERSION=1.2.0\nVITE_SLIPWAY_BUILD=131\nVITE_SLIPWAY_COMMIT=${sha}\n`,
    );
    await writeFile(path, "SECRET=a\nVITE_SLIPWAY_VERSION=1.1.0\n");
    await chmod(path, 0o600);
    expect(JSON.parse((await write(".env.local", "web/dashboard")).stdout)).toMatchObject({
      is_written: true,
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const text = await readFile(path, "utf8");
    expect(text).toContain("SECRET=a\nVITE_SLIPWAY_VERSION=1.2.0\n");
    expect(JSON.parse((await write("web/dashboard/.env.local")).stdout)).toMatchObject({ is_written: false });
    expect(await readFile(path, "utf8")).toBe(text);
  });

  test("what leads out of the repository, or is no text, stays as it is", async () => {
    const outside = join(nine.home, "theirs.env");
    await writeFile(outside, "THEIRS=1\n");
    await symlink(outside, join(nine.root, "link.env"));
    await writeFile(join(nine.root, "bytes.env"), new Uint8Array([0xff, 0xfe]));
    await mkdir(join(nine.root, "folder.env"));
    for (
      const [file, what] of [["../x.env", "path_outside"], ["link.env", "path_outside"], [
        "bytes.env",
        "env_file_unreadable",
      ]] as const
    ) {
      const { code, stdout } = await write(file);
      expect([file, code, JSON.parse(stdout).error.code]).toEqual([file, 5, what]);
    }
    expect((await write("folder.env")).code).not.toBe(0);
    expect(await readFile(outside, "utf8")).toBe("THEIRS=1\n");
  });
});

describe("an .env file keeps every byte but the values:", () => {
  const set = (text: string) => withVariables(text, { A: "2", B: "3" });
  test.each([
    ["nothing", "", "A=2\nB=3\n"],
    ["no line break at its end", "X=1", "X=1\nA=2\nB=3\n"],
    [
      "comments, blanks and export",
      "# A=1\n\n  export A = '1' # old\nB=\n",
      "# A=1\n\n  export A = 2\nB=3\n",
    ],
    ["Windows", "X=1\r\nA=1\r\n", "X=1\r\nA=2\r\nB=3\r\n"],
    ["mixed line ends", "X=1\r\nY=1\nA=1\nB=1", "X=1\r\nY=1\nA=2\nB=3"],
    ["one name twice", "A=1\nB=1\nA=0\n", "A=2\nB=3\nA=2\n"],
    ["longer names", "AA=1\nA_B=1\n", "AA=1\nA_B=1\nA=2\nB=3\n"],
    ["a value over lines", 'K="-----\nA=1\n-----"\nA=1\nB=1\n', 'K="-----\nA=1\n-----"\nA=2\nB=3\n'],
  ])("%s", (_, before, after) => {
    expect(set(before)).toBe(after);
    expect(set(after)).toBe(after);
  });
});
