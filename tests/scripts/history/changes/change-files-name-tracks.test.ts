import { describe, expect, test } from "vitest";
import { changeName } from "../../../../scripts/history/changes/add-change.ts";
import { readChanges } from "../../../../scripts/history/changes/read-changes.ts";
import { isDocsOnly, trackFiles } from "../../../../scripts/history/track-files.ts";
import { memoryWorkspace } from "../../../support/memory-tree.ts";

const version = JSON.stringify({
  name: "Shop",
  build: 1,
  components: {
    web: {
      name: "Web",
      kind: "web",
      build: 1,
      paths: ["apps/web"],
      release: { tag: "web-v", inputs: ["crates/core/**"] },
    },
    tray: { name: "Tray", kind: "desktop", build: 1, paths: ["apps/tray"], release: { tag: "tray-v" } },
    root: { name: "Root", kind: "library", build: 1, paths: ["."], release: { tag: "root-v" } },
  },
});
const packages = {
  "apps/web/package.json": '{ "name": "@acme/web" }',
  "apps/tray/src-tauri/Cargo.toml": '[package]\nname = "tray-app"\n',
  "apps/tray/broken/package.json": "{",
};
const read = async (files: Record<string, string>) =>
  readChanges(await memoryWorkspace({ "version.json": version, ...packages, ...files }));
const file = (front: string, summary = "Text") => `---\n${front}\n---\n\n${summary}\n`;

describe("a change file", () => {
  test("names components by key, by npm package or by crate; the highest level counts", async () => {
    const { changes, findings } = await read({
      ".changeset/a.md": file('"@acme/web": patch\ntray-app: minor\nweb: major', "One\n\n- two"),
      ".changeset/README.md": "# not one",
      ".changeset/config.json": "{}",
      ".changeset/.hidden.md": "x",
      ".changeset/deeper/b.md": "x",
    });
    expect(findings).toEqual([]);
    expect(changes).toMatchObject([
      { file: ".changeset/a.md", releases: { web: "major", tray: "minor" }, summary: "One\n\n- two" },
    ]);
    expect(changes[0]?.names).toEqual([
      { name: "@acme/web", components: ["web"] },
      { name: "tray-app", components: ["tray"] },
      { name: "web", components: ["web"] },
    ]);
  });

  test("may name nobody, say none, and have Windows line ends", async () => {
    const { changes, findings } = await read({
      ".changeset/a.md": "---\n---\n\nInternal\n",
      ".changeset/b.md": file("web: none").replaceAll("\n", "\r\n"),
    });
    expect(findings).toEqual([]);
    expect(changes.map(({ releases }) => releases)).toEqual([{}, { web: null }]);
  });

  test("that can't be read, or names what is gone, is found with its way out; all at once", async () => {
    const { changes, findings } = await read({
      ".changeset/a.md": file('"@acme/gone": minor\nweb: patch'),
      ".changeset/b.md": file("web: huge"),
      ".changeset/c.md": "no front matter",
      ".changeset/d.md": "",
      ".changeset/e.md": file("web: [major"),
    });
    expect(findings.map(({ code, file }) => [code, file])).toEqual([
      ["change_package_unknown", ".changeset/a.md"],
      ["change_file_invalid", ".changeset/b.md"],
      ["change_file_invalid", ".changeset/c.md"],
      ["change_file_invalid", ".changeset/d.md"],
      ["change_file_invalid", ".changeset/e.md"],
    ]);
    expect(findings.every(({ hint }) => hint !== "")).toBe(true);
    expect(changes[0]?.releases).toEqual({ web: "patch" });
  });

  test("that names a package of no component is found too", async () => {
    const lone = version.replace('["."]', '["lib"]');
    const { findings } = await read({
      "version.json": lone,
      "tools/package.json": '{ "name": "tools" }',
      ".changeset/a.md": file("tools: minor"),
    });
    expect(findings).toMatchObject([{ code: "change_package_unowned" }]);
  });
});

test("names of new files are words, the same ones for the same number", () => {
  expect(changeName("3a7")).toBe("eager-owls-march");
  expect(
    new Set(Array.from({ length: 4096 }, (_, index) => changeName(index.toString(16).padStart(3, "0")))).size,
  ).toBe(4096);
});

describe("whose a file is", () => {
  test("the component's that owns it, and each track's that has it as an input", async () => {
    const { manifest } = await memoryWorkspace({ "version.json": version });
    const owners = (path: string) => ["web", "tray", "root"].filter((key) => trackFiles(manifest, key)(path));
    expect(owners("apps/web/a.ts")).toEqual(["web"]);
    expect(owners("crates/core/lib.rs")).toEqual(["web", "root"]);
    expect(owners("other.ts")).toEqual(["root"]);
    expect(owners("version.json")).toEqual([]);
  });

  test.each([
    [["README.md", "docs/a.png", "apps/web/docs/x.ts"], {}, true],
    [["README.md", "src/a.ts"], {}, false],
    [["apps/docs/index.md"], { owned: ["apps/docs"] }, false],
    [["apps/docs/index.md"], { owned: ["apps/web"] }, true],
    [["CHANGELOG.md"], { except: ["CHANGELOG.md"] }, false],
    [[], {}, true],
  ])(
    "%j with %j are documents alone: %s",
    (paths, options, expected) => expect(isDocsOnly(paths, options)).toBe(expected),
  );
});
