import { readFileSync } from "node:fs";
import { resolveEnvironment } from "../../../../scripts/manifest/environment.ts";
import { describe, expect, test } from "vitest";
import { CommandError } from "../../../../scripts/cli/command-error.ts";
import { parseManifest } from "../../../../scripts/manifest/load.ts";
import { demoManifest, type ManifestDraft } from "../../../support/monorepo/manifest.ts";

const demo = readFileSync(new URL("../../../../scripts/demo/version.json", import.meta.url), "utf8");

/** The places that are refused, in the order they are reported. */
function refused(text: string): string[] {
  try {
    parseManifest(text);
    return [];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    expect(error).toMatchObject({ exitCode: 2 });
    expect(error.findings.every(({ code, file }) => code === "manifest_invalid" && file === "version.json"))
      .toBe(true);
    return error.findings.map(({ message }) => / (\/\S*):/.exec(message)?.[1] ?? "");
  }
}

function after(edit: (draft: ManifestDraft) => void): string[] {
  const draft: ManifestDraft = JSON.parse(demo);
  edit(draft);
  return refused(JSON.stringify(draft));
}

test("promise 2: nine components load, with their labels", () => {
  const { components } = parseManifest(demo);
  expect(Object.fromEntries(Object.entries(components).map(([key, { label }]) => [key, label]))).toEqual({
    ios: "ios",
    dashboard: "dash",
    docs: "docs",
    "proxy-server": "proxy",
    supabase: "api",
    "cdp-connector": "cdp",
    status: "status",
    marketing: "web",
    busybro: "bro",
  });
  expect(Object.values(components).every(({ host }) => host?.endsWith(".example.test"))).toBe(true);
});

describe("one problem each", () => {
  test.each<[string, (draft: ManifestDraft) => void, string]>([
    ["an unknown key", (draft) => draft.extra = 1, "/extra"],
    ["an unknown key of a component", ({ components }) => components.docs.typo = 1, "/components/docs/typo"],
    [
      "a component's name",
      ({ components }) => components.Docs = { ...components.docs, label: "d", paths: ["d"], mirrors: [] },
      "/components/Docs",
    ],
    [
      "a component called shared",
      ({ components }) => components.shared = { ...components.docs, label: "s", paths: ["s"], mirrors: [] },
      "/components/shared",
    ],
    [
      "a push that names what can't be filled in",
      ({ components }) => components.ios.apns = { topics: ["a.b"], alerts: { live: { body: "{builds}" } } },
      "/components/ios/apns/alerts/live/body",
    ],
    [
      "a push that says its title twice",
      ({ components }) =>
        components.ios.apns = { topics: ["a.b"], alerts: { live: { title: "a", title_loc_key: "b" } } },
      "/components/ios/apns/alerts/live",
    ],
    [
      "a push of a channel that does not exist",
      ({ components }) => components.ios.apns = { topics: ["a.b"], alerts: { stable: { body: "a" } } },
      "/components/ios/apns/alerts/stable",
    ],
    [
      "a build that is no whole number",
      ({ components }) => components.docs.build = 1.5,
      "/components/docs/build",
    ],
    [
      "a path above the root",
      ({ components }) => components.docs.paths = ["../docs"],
      "/components/docs/paths/0",
    ],
    ["a remote that is an option", ({ ship }) => ship.remote = "--upload-pack=touch x", "/ship/remote"],
    [
      "a branch that is an option",
      ({ ship }) => ship.environment = { branch: "-f" },
      "/ship/environment/branch",
    ],
    ["the order of an unknown one", ({ order }) => order.push("nobody"), "/order/9"],
    ["the order of one twice", ({ order }) => order.push("docs"), "/order/9"],
    [
      "a target that is not there",
      ({ ship }) => ship.targets = { other: {} },
      "/components/dashboard/deploy/target",
    ],
    [
      "an ssh target without address",
      ({ ship }) => ship.targets = { vps: {} },
      "/components/proxy-server/deploy/target",
    ],
    [
      "a ride-along that is not there",
      ({ components }) => components.docs.ride_along = ["nobody"],
      "/components/docs/ride_along/0",
    ],
    [
      "a ride-along of itself",
      ({ components }) => components.docs.ride_along = ["docs"],
      "/components/docs/ride_along/0",
    ],
    ["a label twice", ({ components }) => components.docs.label = "dash", "/components/docs/label"],
    [
      "a label that is another's key",
      ({ components }) => (delete components.status.label, components.docs.label = "status"),
      "/components/status/label",
    ],
    [
      "a path of two",
      ({ components }) => components.docs.paths = ["web/dashboard"],
      "/components/docs/paths/0",
    ],
    [
      "a mirror of two",
      ({ components }) => components.docs.mirrors = components.dashboard.mirrors,
      "/components/docs/mirrors/0",
    ],
    [
      "an iOS deploy",
      ({ components }) => components.ios.deploy = { type: "command", run: "true" },
      "/components/ios/deploy",
    ],
    ["a NUL", ({ components }) => components.docs.description = "a\0b", "/components/docs/description"],
    ["half of a surrogate pair", (draft) => draft.name = "a\ud83d", "/name"],
    [
      "a regex that does not compile",
      ({ components }) => components.docs.verify = [{ url: "https://a.test/", regex: "(" }],
      "/components/docs/verify/0/regex",
    ],
    [
      "a pointer that is none",
      ({ components }) => components.docs.mirrors = [{ type: "json", file: "a", key: "/~2", value: "build" }],
      "/components/docs/mirrors/0/key",
    ],
    [
      "a probe without a question",
      ({ components }) => components.docs.verify = [{ url: "https://a.test/" }],
      "/components/docs/verify/0/url",
    ],
  ])("%s", (_, edit, pointer) => {
    const places = after(edit);
    expect(places[0]).toBe(pointer);
    // two components use the target
    expect(places.length).toBe(pointer === "/components/dashboard/deploy/target" ? 5 : 1);
  });
});

test("wrong shapes and wrong references are reported in one run, with their component", () => {
  const draft: ManifestDraft = JSON.parse(demo);
  Object.assign(draft, { build: "131", typo: 1, order: [7, "nobody"] });
  Object.assign(draft.components.docs, { kind: "page", ride_along: ["docs"], label: "dash" });
  Object.assign(draft.components, { status: "down" });
  const text = JSON.stringify(draft, null, 2);
  expect(refused(text).sort()).toEqual([
    "/build",
    "/components/docs/kind",
    "/components/docs/label",
    "/components/docs/ride_along/0",
    "/components/status",
    "/order/0",
    "/order/1",
    "/typo",
  ]);
  const line = text.split("\n").findIndex((line) => line.includes('"kind": "page"')) + 1;
  expect(() => parseManifest(text)).toThrow();
  try {
    parseManifest(text);
  } catch (error) {
    const kind = error instanceof CommandError
      ? error.findings.find(({ message }) => message.includes("/kind:"))
      : undefined;
    expect(kind).toMatchObject({ component: "docs" });
    expect(kind?.message).toContain(`version.json:${line}: `);
  }
});

test("a name that a merge left twice is refused, though JSON would take the last", () => {
  expect(refused(demo.replace('"name": "Nine",', '"name": "Nine",\n  "name": "Ten",'))).toHaveLength(1);
});

test.each(["", "{", "[]", "null", '{"name": "a"} x', "// none\n{}"])(
  "what is no manifest is refused: %j",
  (text) => {
    expect(refused(text).length).toBeGreaterThan(0);
  },
);

test("a BOM and defaults are fine", () => {
  const { text } = demoManifest({ components: ["docs"], edit: (draft) => draft.ship = {} });
  const manifest = parseManifest(`\ufeff${text.replace(/"deploy": \{[^}]*\},/, "")}`);
  expect(resolveEnvironment(manifest)).toMatchObject({
    ...{ name: "production", announces: true },
    upstream: { remote: "origin", branch: "main" },
  });
});
