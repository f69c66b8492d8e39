import { describe, expect, test } from "vitest";
import type { Snapshot } from "../../../scripts/setup/find/snapshot.ts";
import { yamlList } from "../../../scripts/setup/find/package-folders.ts";
import { draftManifest } from "../../../scripts/setup/propose.ts";
import { surveyRepository } from "../../../scripts/setup/survey.ts";
import { parseManifest } from "../../../scripts/manifest/load.ts";
import { xcodeFiles, type XcodeVariant } from "../../support/monorepo/xcode.ts";

const proposeComponents = async (found: Parameters<typeof surveyRepository>[0]) =>
  (await surveyRepository(found)).candidates;

function snapshot(files: Record<string, string | object>): Snapshot {
  const texts = new Map(
    Object.entries(files).map((
      [path, text],
    ) => [path, typeof text === "string" ? text : JSON.stringify(text)]),
  );
  const read = (path: string) => texts.get(path);
  return {
    root: "/repo",
    name: "repo",
    files: new Set(texts.keys()),
    branch: "main",
    remote: "origin",
    remoteUrl: "",
    read,
  };
}

const keysOf = async (files: Record<string, string | object>) =>
  (await proposeComponents(snapshot(files))).map(({ key, component }) => [key, component.paths[0]]);
const supabase = ["supabase", "supabase"];

describe("promise 1: packages of any workspace tool are proposed", () => {
  const packages = {
    "packages/web/package.json": { name: "web" },
    "packages/api/package.json": { name: "@acme/api" },
    "packages/legacy/package.json": { name: "legacy" },
    "elsewhere/tool/package.json": { name: "tool" },
  };
  const found = [["api", "packages/api"], ["web", "packages/web"], supabase];

  test("npm and Yarn, with an exclusion", async () => {
    expect(
      await keysOf({ ...packages, "package.json": { workspaces: ["./packages/*/", "!packages/legacy"] } }),
    )
      .toEqual(found);
  });

  test("Yarn's longer form", async () => {
    const workspaces = { packages: ["packages/web", "packages/api"] };
    expect(await keysOf({ ...packages, "package.json": { workspaces } })).toEqual(found);
  });

  test("pnpm goes before package.json", async () => {
    const yaml =
      "# which\npackages:\n  - 'packages/*' # all\n  - \"!packages/legacy\"\n\ncatalog:\n  - nothing\n";
    const root = { workspaces: ["elsewhere/*"] };
    expect(await keysOf({ ...packages, "package.json": root, "pnpm-workspace.yaml": yaml })).toEqual(found);
  });

  test("Lerna", async () => {
    const lerna = { packages: ["packages/{web,api}"] };
    expect(await keysOf({ ...packages, "package.json": {}, "lerna.json": lerna })).toEqual(found);
  });

  test("without a workspace tool every package that is near; without packages the root", async () => {
    const files = {
      ...packages,
      "a/b/c/d/package.json": { name: "too-deep" },
      "package.json": { name: "root" },
    };
    expect((await keysOf(files)).map(([key]) => key)).toEqual(["tool", "api", "legacy", "web", "supabase"]);
    expect(await keysOf({ "package.json": { name: "only" } })).toEqual([["only", "."], supabase]);
  });

  test("a package.json that can't be read is no component", async () => {
    expect(
      await keysOf({
        "package.json": { workspaces: ["a", "b"] },
        "a/package.json": "{",
        "b/package.json": { name: "b" },
      }),
    )
      .toEqual([["b", "b"], supabase]);
  });
});

test.each([
  ["packages:\n- a\n- b\n", ["a", "b"]],
  ["packages: [a, 'b/*']\n", ["a", "b/*"]],
  ["packages:\n  [\n    a,\n    b,\n  ]\nother: 1\n", ["a", "b"]],
  ["other:\n  - a\n", []],
])("a list in YAML: %j", (yaml, items) => {
  expect(yamlList(yaml, "packages")).toEqual(items);
});

test.each([
  [{ name: "x", dependencies: { next: "1" } }, "web"],
  [{ name: "x", devDependencies: { vite: "1" } }, "web"],
  [{ name: "x", dependencies: { hono: "1" } }, "server"],
  [{ name: "x", dependencies: { electron: "1", react: "1" } }, "desktop"],
  [{ name: "x", bin: { x: "x.js" } }, "cli"],
  [{ name: "proxy-server" }, "server"],
  [{ name: "dashboard" }, "web"],
  [{ name: "x" }, "library"],
])("a guess of the kind: %j is %s", async (content, kind) => {
  const [first] = await proposeComponents(
    snapshot({ "package.json": { workspaces: ["p"] }, "p/package.json": content }),
  );
  expect(first?.component.kind).toBe(kind);
});

test("promise 7: a package mirrors its build; a number that is there is kept, anything else is left alone", async () => {
  const of = async (build: unknown) => {
    const [first] = await proposeComponents(
      snapshot({ "package.json": { name: "x", version: "3.1.4", build } }),
    );
    return {
      build: first?.component.build,
      mirrors: first?.component.mirrors?.length,
      adds: first?.lacksBuild,
    };
  };
  expect(await of(undefined)).toEqual({ build: 0, mirrors: 1, adds: "package.json" });
  expect(await of(17)).toEqual({ build: 17, mirrors: 1, adds: undefined });
  expect(await of({ files: ["dist"] })).toEqual({ build: 0, mirrors: undefined, adds: undefined });
});

test("promise 59: a deploy script is taken as the way to deploy, and only that", async () => {
  const [with_] = await proposeComponents(
    snapshot({ "package.json": { name: "x", scripts: { deploy: "y" } } }),
  );
  expect(with_?.component.deploy).toEqual({ type: "npm", script: "deploy" });
  const [without] = await proposeComponents(
    snapshot({ "package.json": { name: "x", scripts: { build: "y" } } }),
  );
  expect(without?.component).not.toHaveProperty("deploy");
});

describe("promise 8: an Xcode project is proposed with every line that holds its build", () => {
  const project = async (variant: XcodeVariant) => {
    const all = await proposeComponents(snapshot(Object.fromEntries(xcodeFiles(variant, 114, "Helper"))));
    return all.find(({ key }) => key === "ios")?.component;
  };
  const display = { type: "pbxproj", key: "INFOPLIST_KEY_CFBundleDisplayName", value: "name", count: 2 };

  test.each(["plain", "quoted", "crlf", "bom"] as const)(
    "%s: six lines, and the display name",
    async (variant) => {
      expect(await project(variant)).toMatchObject({
        kind: "ios",
        name: "Helper",
        build: 114,
        version: "1.0",
        paths: ["ios"],
        apns: { topics: ["test.example.helper"] },
        mirrors: [{ type: "pbxproj", key: "CURRENT_PROJECT_VERSION", count: 6, authority: "store" }, display],
      });
    },
  );

  test("xcconfig: the file that holds the number", async () => {
    expect((await project("xcconfig"))?.mirrors?.[0]).toMatchObject({
      type: "xcconfig",
      file: "ios/Config/Version.xcconfig",
    });
  });

  test("of a React Native app it owns the whole package; projects of dependencies are none", async () => {
    const files = Object.fromEntries(
      [...xcodeFiles("plain", 3, "App")].map(([path, text]) => [`apps/mobile/${path}`, text]),
    );
    const found = await keysOf({
      ...files,
      "package.json": { workspaces: ["apps/*"] },
      "apps/mobile/package.json": { name: "mobile", dependencies: { "react-native": "1" } },
      "apps/mobile/ios/Pods/Pods.xcodeproj/project.pbxproj": "CURRENT_PROJECT_VERSION = 1;",
    });
    expect(found).toEqual([["ios", "apps/mobile"], supabase]);
  });

  test("lines that disagree are named", async () => {
    const text = "\tCURRENT_PROJECT_VERSION = 4;\n\tCURRENT_PROJECT_VERSION = 5;\n";
    const [first] = await proposeComponents(snapshot({ "ios/App.xcodeproj/project.pbxproj": text }));
    expect(first?.component.build).toBe(5);
    expect(first?.remarks[0]).toContain("CURRENT_PROJECT_VERSION");
  });
});

test("promise 10: the Supabase project counts its migrations and functions, Slipway's among them", async () => {
  const [found] = await proposeComponents(snapshot({
    "supabase/config.toml": "",
    "supabase/functions/ask/index.ts": "",
    "supabase/functions/_shared/index.ts": "",
  }));
  expect(found?.component).toMatchObject({
    kind: "database",
    label: "api",
    deploy: {
      type: "supabase",
      migrations: true,
      functions: [
        "announce",
        "asc-webhook",
        "ask",
        "check",
        "devices",
        "heartbeat",
        "ios",
        "manifest",
        "notify-ios-build",
        "push",
        "updates",
      ],
    },
  });
});

test("keys and labels are unique and valid, whatever packages are called", async () => {
  const names = ["@acme/api", "api", "Über Größe", "123", "shared", "x".repeat(80), "API", "@b/web.app"];
  const files = Object.fromEntries(
    names.map((name, index) => [`p/${index}/package.json`, { name, version: "1.0.0" }]),
  );
  const view = snapshot({ ...files, "package.json": { workspaces: ["p/*"] } });
  const text = draftManifest("Acme", await proposeComponents(view), view);
  // The strict schema and every rule between fields.
  expect(Object.keys(parseManifest(text).components)).toHaveLength(names.length + 1);
});

test("a manifest of every kind of component is valid, with the project's ref and the packages' installer", async () => {
  const view = snapshot({
    ...Object.fromEntries(xcodeFiles("plain", 114, "Helper")),
    "package.json": { workspaces: ["web"] },
    "package-lock.json": "{}",
    "web/package.json": {
      name: "web",
      build: 131,
      homepage: "https://www.example.test/x",
      scripts: { deploy: "y" },
    },
    "supabase/.temp/project-ref": "abcdefghijklmnopqrst\n",
  });
  const manifest = parseManifest(
    draftManifest("Acme", await proposeComponents(view), { ...view, branch: "trunk" }),
  );
  expect(manifest).toMatchObject({
    build: 131,
    order: ["web", "ios", "supabase"],
    ship: { prepare: "npm ci", environment: { branch: "trunk", project_ref: "abcdefghijklmnopqrst" } },
    components: { web: { host: "www.example.test" } },
  });
});
