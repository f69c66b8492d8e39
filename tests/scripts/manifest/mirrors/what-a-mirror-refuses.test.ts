import { expect, test } from "vitest";
import { check } from "../../../../scripts/manifest/check.ts";
import { planBump } from "../../../../scripts/manifest/bump.ts";
import { smallWorkspace } from "../../../support/small-workspace.ts";

const toml = { type: "toml", file: "f", key: "/version" };
const yaml = { type: "yaml", file: "f", key: "/version" };
const plist = { type: "plist", file: "f", key: "CFBundleVersion", value: "build" };
const gradle = { type: "gradle", file: "f", key: "versionCode", value: "build" };
const text = { type: "text", file: "f", regex: "^v=(.*)$" };

test.each<[string, Record<string, unknown>, string | Uint8Array | undefined, string, RegExp]>([
  ["a file that is not there", toml, undefined, "mirror_missing", /^f: is missing$/],
  ["TOML that is broken", toml, 'a = 1\nversion = "1\n', "mirror_missing", /^f:2: not TOML: /],
  ["TOML with a merge", toml, "<<<<<<< HEAD\n", "mirror_missing", /^f:1: not TOML: /],
  ["TOML without the key", toml, "a = 1\n", "mirror_missing", /^f: there is no \/version with a value$/],
  ["YAML that is broken", yaml, "a: 1\nb: [\n", "mirror_missing", /^f:[23]: not YAML: /],
  [
    "YAML with the key in two documents",
    yaml,
    "version: 1\n---\nversion: 1\n",
    "mirror_count_wrong",
    /^f:1: 2 places have \/version, in line 1, 3; one should$/,
  ],
  [
    "a very long file",
    toml,
    `version = "1.0.0"\n${"#".repeat(300_000)}`,
    "mirror_missing",
    /^f:1: not short enough: /,
  ],
  [
    "a very long one of YAML",
    yaml,
    `version: 1.0.0\n${"#".repeat(2_000_000)}`,
    "mirror_missing",
    /^f:1: not short enough: /,
  ],
  ["an alias", yaml, "a: &a 1.0.0\nversion: *a\n", "mirror_linked", /^f:2: \/version is /],
  [
    "bytes that are no text",
    toml,
    new Uint8Array([0xff, 0xfe, 0]),
    "mirror_missing",
    /^f: is not UTF-8 text$/,
  ],
  [
    "a binary property list",
    plist,
    new Uint8Array([...new TextEncoder().encode("bplist00"), 0xd1, 0xff]),
    "mirror_missing",
    /^f: is not UTF-8 text$/,
  ],
  [
    "a binary property list that looks like text",
    plist,
    "bplist00",
    "mirror_missing",
    /^f:1: not XML: a binary property list$/,
  ],
  [
    "a key that is there twice",
    plist,
    "<plist><dict><key>CFBundleVersion</key><string>1</string><key>CFBundleVersion</key><string>1</string></dict></plist>",
    "mirror_count_wrong",
    /^f:1: 2 places/,
  ],
  [
    "a build setting in a property list",
    plist,
    "<plist><dict>\n<key>CFBundleVersion</key><string>$(B)</string></dict></plist>",
    "mirror_linked",
    /^f:2: CFBundleVersion is \$\(B\) here/,
  ],
  [
    "a build with dots",
    plist,
    "<plist><dict><key>CFBundleVersion</key><string>1.0.1</string></dict></plist>",
    "build_dotted",
    /^f:1: /,
  ],
  [
    "a setting of a flavor only",
    gradle,
    "productFlavors { a { versionCode 1 } }\n",
    "mirror_missing",
    /^f: there is no versionCode/,
  ],
  [
    "a setting in two ways",
    gradle,
    "if (a) { versionCode 1 } else { versionCode 1 }\n",
    "mirror_count_wrong",
    /^f:1: 2 places/,
  ],
  [
    "an expression",
    gradle,
    "\nversionCode libs.versions.code.get()\n",
    "mirror_linked",
    /^f:2: versionCode is /,
  ],
  ["no match", text, "w=1\n", "mirror_missing", /^f: there is no \/\^v=\(\.\*\)\$\/ with a value$/],
  ["two matches", text, "v=1\nv=1\n", "mirror_count_wrong", /^f:1: 2 places .* in line 1, 2; one should$/],
])("%s", async (_, mirror, content, code, message) => {
  const mirrors = [{ value: "version", ...mirror }];
  const workspace = await smallWorkspace(
    { app: { version: "1.0.0", mirrors } },
    content === undefined ? {} : { f: content },
  );
  const { findings } = await check(workspace);
  expect(findings.filter((finding) => finding.file === "f")).toEqual([
    expect.objectContaining({ code, message: expect.stringMatching(message), component: "app" }),
  ]);
  await expect(planBump(workspace, "app", 2)).rejects.toMatchObject({ code, exitCode: 5 });
});

test("a binary property list comes with the way to convert it", async () => {
  for (const content of ["bplist00", new Uint8Array([0xff])]) {
    const workspace = await smallWorkspace({ app: { version: "1.0.0", mirrors: [plist] } }, { f: content });
    const [found] = (await check(workspace)).findings.filter(({ file }) => file === "f");
    expect(found?.hint).toContain("plutil -convert xml1");
  }
});

test("a value that its pattern does not find again is refused", async () => {
  const mirrors = [{ type: "text", file: "f", regex: "^v=(\\d+\\.\\d+\\.\\d+)$", value: "version" }];
  const workspace = await smallWorkspace({ app: { version: "1.0.0", mirrors } }, { f: "v=1.0.0\n" });
  await expect(planBump(workspace, "app", 2, "1.1.0-alpha.1")).rejects.toMatchObject({
    code: "mirror_missing",
    message: expect.stringContaining("can't hold 1.1.0-alpha.1"),
  });
});

test("several mirrors of one file are applied one after the other; the same place twice is refused", async () => {
  const mirrors = [
    { ...gradle, file: "b" },
    { ...gradle, file: "b", flavor: "paid" },
    { ...gradle, file: "b", key: "versionName", value: "version" },
  ];
  const before = 'versionCode 1\nversionName "1.0.0"\nproductFlavors { paid { versionCode 1 } }\n';
  const workspace = await smallWorkspace({ app: { version: "1.0.0", mirrors } }, { b: before });
  const edits = await planBump(workspace, "app", 20, "1.1.0");
  expect(new TextDecoder().decode(edits.find(({ path }) => path === "b")?.after)).toBe(
    'versionCode 20\nversionName "1.1.0"\nproductFlavors { paid { versionCode 20 } }\n',
  );
  const twice = [gradle, { ...gradle, value: "version" }];
  await expect(smallWorkspace({ app: { version: "1.0.0", mirrors: twice } }, {})).rejects.toMatchObject({
    code: "manifest_invalid",
  });
});
