import { expect, test } from "vitest";
import { planBump } from "../../../../scripts/manifest/bump.ts";
import { npmVersions } from "../../../../scripts/manifest/locks/npm-lock.ts";
import { rewrite } from "../../../../scripts/manifest/mirrors/value-span.ts";
import { planSync } from "../../../../scripts/manifest/sync.ts";
import { textsOf, withEdits } from "../../../support/monorepo/in-memory.ts";
import { smallWorkspace } from "../../../support/small-workspace.ts";

const set = (text: string, folder: string, version: string) =>
  rewrite(text, npmVersions(text, folder), version);

/** As npm writes it for a workspace. */
const lock = (version: string, member: string, indent: string | number = 2) =>
  `${
    JSON.stringify(
      {
        name: "repo",
        version,
        lockfileVersion: 3,
        requires: true,
        packages: {
          "": { name: "repo", version, workspaces: ["apps/*"], dependencies: { '"x"\\': "1.2.3" } },
          "apps/web": { name: "web", version: member, dependencies: { version: "1.2.3" } },
          "node_modules/web": { resolved: "apps/web", link: true },
          "node_modules/version": { version: "1.2.3", integrity: 'sha512-\\"{[=' },
        },
      },
      null,
      indent,
    )
  }\n`;

test.each<[string, (text: string) => string]>([
  ["LF", (text) => text],
  ["CRLF", (text) => text.replaceAll("\n", "\r\n")],
  ["a BOM", (text) => `\ufeff${text}`],
  ["one line", (text) => JSON.stringify(JSON.parse(text))],
  ["tabs", (text) => JSON.stringify(JSON.parse(text), null, "\t")],
])("only the version of one package changes, %s", (_, form) => {
  const before = form(lock("1.2.3", "1.2.3"));
  expect(set(before, "", "1.3.0-rc.1")).toBe(form(lock("1.3.0-rc.1", "1.2.3")));
  expect(set(before, "apps/web", "1.3.0")).toBe(form(lock("1.2.3", "1.3.0")));
  expect(set(before, "apps/none", "1.3.0")).toBe(before);
});

test("a lock of the first version has it once", () => {
  const text =
    '{"name": "a", "version": "1.2.3", "lockfileVersion": 1, "dependencies": {"a": {"version": "1.2.3"}}}';
  expect(set(text, "", "2.0.0")).toBe(text.replace("1.2.3", "2.0.0"));
});

const web = {
  version: "1.2.3",
  mirrors: [{ type: "json", file: "apps/web/package.json", key: "/version", value: "version" }],
};
const member = (version: string) => `{ "name": "web", "version": "${version}" }\n`;

test("a bump writes the package, its lock and the workspace's together", async () => {
  const workspace = await smallWorkspace({ web }, {
    "apps/web/package.json": member("1.2.3"),
    "apps/web/npm-shrinkwrap.json": lock("1.2.3", "0.0.0"),
    "package-lock.json": lock("0.0.1", "1.2.3"),
  });
  const edits = await planBump(workspace, "web", 2, "1.3.0");
  expect(textsOf(edits)).toMatchObject({
    "apps/web/package.json": member("1.3.0"),
    "apps/web/npm-shrinkwrap.json": lock("1.3.0", "0.0.0"),
    "package-lock.json": lock("0.0.1", "1.3.0"),
  });
  const after = await withEdits(workspace, edits);
  expect((await planSync(after)).findings).toEqual([]);
});

test("sync finds a lock that was left behind, with its line, and puts it right", async () => {
  const workspace = await smallWorkspace({ web }, {
    "apps/web/package.json": member("1.2.3"),
    "package-lock.json": lock("0.0.1", "1.2.2"),
  });
  const { findings, edits } = await planSync(workspace);
  expect(findings).toEqual([
    expect.objectContaining({ code: "lock_drift", file: "package-lock.json", component: "web" }),
  ]);
  expect(findings[0]?.message).toMatch(/^package-lock\.json:19: .* 1\.2\.2 .* 1\.2\.3 /);
  expect(textsOf(edits)).toEqual({ "package-lock.json": lock("0.0.1", "1.2.3") });
});

test("a mirror of the build alone asks for no lock", async () => {
  const mirrors = [{ type: "json", file: "apps/web/package.json", key: "/build", value: "build" }];
  const workspace = await smallWorkspace({ web: { ...web, mirrors } }, {
    "apps/web/package.json": '{ "version": "9.9.9", "build": 1 }',
    "apps/web/package-lock.json": "{",
  });
  expect((await planSync(workspace)).findings).toEqual([]);
});

test.each<[string, string | Uint8Array]>([
  ["that ends early", lock("1.2.3", "1.2.3").slice(0, 400)],
  ["with a merge in it", lock("1.2.3", "1.2.3").replace('  "packages"', '<<<<<<< HEAD\n  "packages"')],
  ["that is no object", "[]"],
  ["with more behind it", `${lock("1.2.3", "1.2.3")}}`],
  ["that is no text", new Uint8Array([0xff, 0xfe, 0x00])],
])("a lock %s stops a bump, and nothing is planned", async (_, text) => {
  const workspace = await smallWorkspace({ web }, {
    "apps/web/package.json": member("1.2.3"),
    "package-lock.json": text,
  });
  await expect(planBump(workspace, "web", 2, "1.3.0")).rejects.toMatchObject({
    code: "lock_invalid",
    exitCode: 5,
  });
});

test("both versions in a lock of 5 MB are found", () => {
  const packages = Object.fromEntries(
    Array.from({ length: 14_000 }, (_, at) => [`node_modules/package-${at}`, {
      version: `1.0.${at}`,
      integrity: `sha512-${"x".repeat(88)}`,
      license: "MIT",
      dependencies: { a: "^1.0.0", b: "^2.0.0", c: "^3.0.0" },
      engines: { node: ">=18" },
    }]),
  );
  const text = JSON.stringify(
    { name: "a", version: "1", packages: { "": { version: "1" }, ...packages } },
    null,
    2,
  );
  expect(text.length).toBeGreaterThan(4_900_000);
  expect(npmVersions(text, "")).toHaveLength(2);
});
