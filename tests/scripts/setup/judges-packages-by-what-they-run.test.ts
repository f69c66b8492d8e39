import { describe, expect, test } from "vitest";
import { draftManifest } from "../../../scripts/setup/propose.ts";
import { preparation } from "../../../scripts/workflows/install.ts";
import { surveyRepository } from "../../../scripts/setup/survey.ts";
import { snapshotOf } from "../../support/repositories/snapshot.ts";

/** One package in a workspace. */
async function judged(content: object, more: Record<string, string | object> = {}) {
  const { candidates, leftOut } = await surveyRepository(
    snapshotOf({
      "package.json": { workspaces: ["p/*"] },
      "p/one/package.json": { name: "one", ...content },
      ...more,
    }),
  );
  const found = candidates.find(({ component }) => component.paths[0] === "p/one");
  return found?.component.kind ?? leftOut.find(({ path }) => path === "p/one")?.why ?? "nothing";
}

test.each([
  [
    "a test runner's server",
    { dependencies: { hono: "1" }, devDependencies: { vite: "1", next: "1" } },
    "server",
  ],
  ["a library that a bundler builds", {
    exports: "./a.js",
    devDependencies: { vite: "1", express: "1" },
    scripts: { build: "vite build" },
  }, "library"],
  ["an app by its script alone", { private: true, scripts: { dev: "vite" } }, "web"],
  ["a server by its script alone", { private: true, scripts: { start: "tsx src/main.ts" } }, "server"],
  [
    "a library of React's",
    { version: "1.0.0", module: "a.js", dependencies: { "react-dom": "1" } },
    "library",
  ],
])("the kind of %s", async (_, content, kind) => {
  expect(await judged(content)).toBe(kind);
});

describe("private packages are left out unless something brings them to users", () => {
  const library = {
    private: true,
    exports: "./index.ts",
    dependencies: { "@trpc/server": "1" },
    scripts: { dev: "tsc -w" },
  };
  test("as it is", async () => {
    expect(await judged(library)).toMatch(/private/);
  });
  test.each([
    ["a script deploy", { ...library, scripts: { deploy: "x" } }, {}],
    ["a Dockerfile", library, { "p/one/Dockerfile": "FROM node\n" }],
    ["a host's settings", library, { "p/one/fly.toml": "app = 'one'\n" }],
    ["a service of a compose file", library, { "compose.yml": "services:\n  one:\n    build: ./p/one\n" }],
    ["a browser's store", library, { "p/one/public/manifest.json": { manifest_version: 3 } }],
  ])("with %s", async (_, content, more) => {
    expect(await judged(content, more)).toMatch(/^(server|web|library)$/);
  });
});

test("a host is taken from a homepage that is the package's own", async () => {
  const host = async (homepage: string, other = "https://other.test") => {
    const { candidates } = await surveyRepository(snapshotOf({
      "package.json": { workspaces: ["p/*"] },
      "p/a/package.json": { name: "a-web", version: "1.0.0", homepage },
      "p/b/package.json": { name: "b-web", version: "1.0.0", homepage: other },
    }));
    return candidates.find(({ key }) => key === "a-web")?.component.host;
  };
  expect(await host("https://www.shop.test/start")).toBe("www.shop.test");
  expect(await host("https://github.com/acme/shop#readme")).toBeUndefined();
  expect(await host("https://acme.github.io/shop")).toBeUndefined();
  expect(await host("https://www.shop.test/a", "https://www.shop.test/b")).toBeUndefined();
});

test("a build up to 2^53 - 1 is kept; a dotted one leads to the page about it", async () => {
  const of = async (build: unknown) => {
    const view = snapshotOf({ "package.json": { name: "x", bin: "x.js", version: "1.0.0", build } });
    const [first] = (await surveyRepository(view)).candidates;
    return [first?.component.build, first?.component.mirrors?.length ?? 0, first?.remarks.join()];
  };
  expect(await of(202611270105)).toEqual([202611270105, 1, ""]);
  expect(await of(9007199254740991)).toEqual([9007199254740991, 1, ""]);
  expect(await of(9007199254740992)).toEqual([0, 0, expect.stringContaining("mirrors nothing")]);
  expect(await of("131")).toEqual([131, 1, ""]);
  expect(await of("1.0.2")).toEqual([0, 0, expect.stringContaining("docs/dotted-builds.md")]);
});

test.each([
  [{ "pnpm-lock.yaml": "" }, "pnpm install --frozen-lockfile"],
  [{ "bun.lock": "" }, "bun install --frozen-lockfile"],
  [{ "bun.lockb": "" }, "bun install --frozen-lockfile"],
  [{ "yarn.lock": "# yarn lockfile v1\n" }, "yarn install --frozen-lockfile"],
  [{ "yarn.lock": "__metadata:\n" }, "yarn install --immutable"],
  [{ "npm-shrinkwrap.json": "{}" }, "npm ci"],
  [{ "web/package-lock.json": "{}" }, undefined],
])("what prepares a fresh work tree: %j", (files, command) => {
  expect(preparation(snapshotOf(files))).toBe(command);
});

test("two components never own the same folder", async () => {
  const view = snapshotOf({
    "package.json": { name: "both", private: true, scripts: { dev: "vite" } },
    "mix.exs": 'def project, do: [app: :both, version: "1.0.0"]\n{:phoenix, "1"}\n',
  });
  const { candidates, leftOut } = await surveyRepository(view);
  expect(candidates.map(({ key, component }) => [key, component.kind])).toEqual([["both", "server"], [
    "supabase",
    "database",
  ]]);
  expect(leftOut).toEqual([{ path: ".", why: expect.stringContaining("both owns the folder") }]);
  expect(draftManifest("x", candidates, view)).toContain('"both"');
});
