import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import packageJson from "../../../package.json" with { type: "json" };
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { withDependency } from "../../../scripts/setup/files/plan-dependency.ts";
import { installedFrom, type Origin } from "../../../scripts/setup/find/installed-from.ts";
import { emptyPlan } from "../../../scripts/setup/plan.ts";
import { snapshotOf } from "../../support/repositories/snapshot.ts";

const { version } = packageJson;
const registry: Origin = { kind: "registry" };

/** What becomes of package.json, and what a person is told. */
function planned(text: string, { origin = registry, files = {} }: {
  origin?: Origin;
  files?: Record<string, string>;
} = {}) {
  const { writes, remarks } = withDependency(
    emptyPlan(),
    snapshotOf({ "package.json": text, ...files }),
    origin,
  );
  return { text: writes[0]?.text, what: writes[0]?.what, how: writes[0]?.how, remarks };
}

describe("package.json differs by what was added, and by no other byte", () => {
  test.each([
    [
      "no list",
      '{\n  "name": "a"\n}\n',
      `{\n  "name": "a",\n  "devDependencies": {\n    "slipway": "${version}"\n  }\n}\n`,
    ],
    [
      "tabs, CRLF, no line end, dependencies before the rest",
      '{\r\n\t"dependencies": {\r\n\t\t"a": "1.0.0"\r\n\t},\r\n\t"name": "a"\r\n}',
      `{\r\n\t"dependencies": {\r\n\t\t"a": "1.0.0"\r\n\t},\r\n\t"devDependencies": {\r\n\t\t"slipway": "${version}"\r\n\t},\r\n\t"name": "a"\r\n}`,
    ],
    [
      "a sorted list",
      '{\n    "devDependencies": {\n        "a": "1.0.0",\n        "vite": "1.0.0"\n    },\n    "z": 1\n}\n\n',
      `{\n    "devDependencies": {\n        "a": "1.0.0",\n        "slipway": "${version}",\n        "vite": "1.0.0"\n    },\n    "z": 1\n}\n\n`,
    ],
    [
      "a sorted list that it begins",
      '{\n  "devDependencies": {\n    "vite": "1.0.0"\n  }\n}\n',
      `{\n  "devDependencies": {\n    "slipway": "${version}",\n    "vite": "1.0.0"\n  }\n}\n`,
    ],
    [
      "a list in an order of its own",
      '{\n  "devDependencies": {\n    "vite": "1.0.0",\n    "a": "1.0.0"\n  }\n}\n',
      `{\n  "devDependencies": {\n    "vite": "1.0.0",\n    "a": "1.0.0",\n    "slipway": "${version}"\n  }\n}\n`,
    ],
    [
      "an empty list",
      '{\n  "devDependencies": {}\n}\n',
      `{\n  "devDependencies": {\n    "slipway": "${version}"\n  }\n}\n`,
    ],
    ["one line", '{ "name": "a" }\n', `{ "name": "a", "devDependencies": { "slipway": "${version}" } }\n`],
    ["no space at all", '{"name":"a"}', `{"name":"a","devDependencies":{"slipway":"${version}"}}`],
    [
      "a BOM",
      '\ufeff{ "name": "a" }',
      `\ufeff{ "name": "a", "devDependencies": { "slipway": "${version}" } }`,
    ],
  ])("%s", (_, before, after) => {
    expect(planned(before)).toMatchObject({
      text: after,
      how: "add",
      what: `devDependencies: slipway ${version}`,
    });
  });
});

describe("what can't be added without touching the rest is left to a person", () => {
  test.each([
    ["a comment", '{\n  // ours\n  "name": "a"\n}\n'],
    ["nothing in it", "{}\n"],
    ["no JSON", "{ nope\n"],
    ["a list that is none", '{ "devDependencies": [] }\n'],
    ["versions in a catalog", '{ "devDependencies": { "vite": "catalog:" } }\n'],
  ])("%s", (_, text) => {
    expect(planned(text)).toMatchObject({
      text: undefined,
      remarks: [expect.stringContaining("does not name slipway")],
    });
  });

  test("nobody knows where the command came from", () => {
    const snapshot = snapshotOf({ "package.json": '{ "name": "a" }' });
    expect(withDependency(emptyPlan(), snapshot, undefined)).toMatchObject({
      writes: [],
      remarks: [expect.stringContaining("does not name slipway")],
    });
  });

  test("a repository without package.json", () => {
    expect(withDependency(emptyPlan(), snapshotOf({ "go.mod": "module a\n" }), registry)).toMatchObject({
      writes: [],
      remarks: [expect.stringContaining("npx --no slipway finds nothing")],
    });
  });
});

test.each(["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"])(
  "who names it in %s already is left alone, however it is written there",
  (list) => {
    for (const specifier of ["workspace:*", "catalog:", "^0.0.1"]) {
      const text = JSON.stringify({ [list]: { slipway: specifier } });
      expect(planned(text)).toMatchObject({ text: undefined, remarks: [] });
    }
  },
);

test.each([
  ["^", { a: "^1.0.0", b: "^2.0.0", c: "3.0.0", d: "workspace:*" }, {}],
  ["~", { a: "~1.0.0", b: "*" }, {}],
  ["", { a: "1.0.0", b: "2.0.0", c: "^3.0.0" }, {}],
  ["", {}, {}],
  ["", { a: "^1.0.0" }, { ".npmrc": "audit=false\nsave-exact = true\n" }],
])("it is as exact as the repository's other versions: '%s'", (range, dependencies, files) => {
  expect(planned(JSON.stringify({ dependencies }), { files }).what).toBe(
    `devDependencies: slipway ${range}${version}`,
  );
});

test.each([
  ["npm install", "{}", {}],
  ["pnpm install", "{}", { "pnpm-lock.yaml": "" }],
  ["yarn install", "{}", { "yarn.lock": "" }],
  ["bun install", "{}", { "bun.lock": "" }],
  ["bun install", '{ "packageManager": "bun@1.3.0" }', { "package-lock.json": "{}" }],
  ["pnpm install", '{ "packageManager": "pnpm@10.0.0+sha512.1" }', {}],
])("a person is told to run %s, so that the lock file names it", (command, text, files) => {
  const { remarks } = planned(JSON.stringify({ name: "a", ...JSON.parse(text) }), { files });
  expect(remarks).toEqual([expect.stringContaining(`run ${command} before you commit`)]);
});

test("a tarball is written as a path from the root; one outside of the repository is remarked on", () => {
  const within = planned('{ "a": 1 }', { origin: { kind: "file", path: "/repo/vendor/slipway.tgz" } });
  expect(within.what).toContain("slipway file:vendor/slipway.tgz");
  expect(within.remarks).toHaveLength(1);
  const outside = planned('{ "a": 1 }', { origin: { kind: "file", path: "/else/slipway.tgz" } });
  expect(outside.what).toContain("slipway file:../else/slipway.tgz");
  expect(outside.remarks).toContainEqual(expect.stringContaining("outside of the repository"));
});

test("a package.json that is written for another reason gets both", () => {
  const first = { path: "package.json", text: '{ "build": 0 }', how: "add" as const, what: '"build": 0' };
  const plan = withDependency(
    { ...emptyPlan(), writes: [first] },
    snapshotOf({ "package.json": "{}" }),
    registry,
  );
  expect(plan.writes).toEqual([{
    ...first,
    text: `{ "build": 0, "devDependencies": { "slipway": "${version}" } }`,
    what: `"build": 0; devDependencies: slipway ${version}`,
  }]);
});

describe("where it was installed from", () => {
  async function projectWith(files: Record<string, unknown>): Promise<string> {
    const project = await makeTempDir("slipway-installed-");
    onTestFinished(() => removeDir(project));
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(project, path)), { recursive: true });
      await writeFile(join(project, path), typeof content === "string" ? content : JSON.stringify(content));
    }
    return project;
  }
  const asked = (slipway: string) => ({ "package.json": { dependencies: { slipway } } });
  const locked = (found: unknown) => ({
    "node_modules/.package-lock.json": { packages: { "node_modules/slipway": found } },
  });

  test.each([
    ["a version", asked("^0.1.0"), { kind: "registry" }],
    ["a tag", asked("latest"), { kind: "registry" }],
    ["npm's record of a registry", locked({ resolved: "https://r.test/slipway/-/slipway-0.1.0.tgz" }), {
      kind: "registry",
    }],
    ["a commit", locked({ resolved: "git+ssh://git@h.test/a/slipway.git#1a" }), {
      kind: "address",
      specifier: "git+ssh://git@h.test/a/slipway.git#1a",
    }],
    ["a short name of GitHub's", asked("acme/slipway#v1"), { kind: "address", specifier: "acme/slipway#v1" }],
    ["an address", asked("https://h.test/slipway.tgz"), {
      kind: "address",
      specifier: "https://h.test/slipway.tgz",
    }],
    ["an address with a token", asked("https://me:t0ken@h.test/slipway.tgz"), undefined],
    ["a repository with a token", asked("git+https://t0ken@h.test/slipway.git"), undefined],
    ["a link to a checkout", locked({ resolved: "../slipway", link: true }), undefined],
    ["a workspace", asked("workspace:*"), undefined],
    ["a tarball that is gone", asked("file:gone.tgz"), undefined],
    ["nothing", {}, undefined],
  ])("%s", async (_, files, origin) => {
    const project = await projectWith(files);
    expect(installedFrom(join(project, "node_modules/slipway"))).toEqual(origin);
  });

  test("a tarball is found from the project that installed it, wherever pnpm and Bun put the package", async () => {
    const project = await projectWith({
      ...locked({ resolved: "file:packed/slipway.tgz" }),
      "packed/slipway.tgz": "",
    });
    const origin = { kind: "file", path: join(project, "packed/slipway.tgz") };
    for (const deeper of ["", ".pnpm/slipway@file+packed/node_modules/", ".bun/slipway@1/node_modules/"]) {
      expect(installedFrom(join(project, `node_modules/${deeper}slipway`))).toEqual(origin);
    }
  });

  test("a checkout says nothing", async () => {
    expect(installedFrom(join(await projectWith(asked("0.1.0")), "slipway"))).toBeUndefined();
  });
});
