import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { digest } from "../../../../scripts/setup/files/installed.ts";
import { createForeign, type Foreign, twoPackages } from "../../../support/foreign.ts";
import { xcodeFiles } from "../../../support/monorepo/xcode.ts";

const xcode = Object.fromEntries(xcodeFiles("plain", 7, "Helper"));
const app = Object.fromEntries(Object.entries(xcode).map(([path, text]) => [`apps/${path}`, text]));
const copy = "apps/ios/Packages/SlipwayUpdates";

async function foreign(files: Record<string, string>): Promise<Foreign> {
  const at = await createForeign(files);
  onTestFinished(at.stop);
  return at;
}

async function init(at: Foreign, ...options: string[]) {
  const { code, stdout, stderr } = await at.run("init", "--json", ...options);
  expect(code, stderr).toBe(0);
  const { written, left, remarks } = JSON.parse(stdout.trim());
  const paths = (entries: { path: string }[]) =>
    entries.map(({ path }) => path).filter((path) => path.includes("Packages/"));
  return {
    written: paths(written),
    left: paths(left),
    isTold: remarks.some((remark: string) => remark.includes("--swift-package")),
  };
}

test("an Xcode project is told of it, and gets it only when asked", async () => {
  const at = await foreign(app);
  expect(await init(at, "--yes")).toEqual({ written: [], left: [], isTold: true });
  const { written, isTold } = await init(at, "--yes", "--swift-package");
  expect(isTold).toBe(false);
  expect(written).toEqual(expect.arrayContaining([
    `${copy}/Package.swift`,
    `${copy}/LICENSE`,
    `${copy}/Sources/SlipwayUpdates/UpdateClient.swift`,
    `${copy}/Sources/SlipwayUpdates/Resources/PrivacyInfo.xcprivacy`,
    `${copy}/Sources/SlipwayUpdatesUI/Resources/Localizable.xcstrings`,
    `${copy}/installed.json`,
  ]));
  expect(written.filter((path) => /\/(Tests|Examples|Supabase)\//.test(path))).toEqual([]);
  expect(await init(at, "--yes")).toEqual({ written: [], left: [], isTold: false });
});

test("an app that has supabase-swift gets what hears over it", async () => {
  const at = await foreign({
    ...app,
    "apps/ios/Helper.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved":
      '{ "pins": [{ "identity": "supabase-swift" }] }',
  });
  expect((await init(at, "--dry-run", "--swift-package")).written).toEqual(
    expect.arrayContaining([
      `${copy}/Supabase/Package.swift`,
      `${copy}/Supabase/Sources/SlipwayUpdatesSupabase/SupabaseTransport.swift`,
    ]),
  );
  expect(existsSync(join(at.root, copy))).toBe(false);
});

test("what was edited stays, and what is of another version is replaced by --update", async () => {
  const at = await foreign(app);
  await init(at, "--yes", "--swift-package");
  const edited = `${copy}/Sources/SlipwayUpdates/Poll.swift`;
  const older = `${copy}/Sources/SlipwayUpdates/Instant.swift`;
  await at.write(edited, "// ours\n");
  await at.write(older, "// older\n");
  const record = await at.read(`${copy}/installed.json`);
  const { files } = JSON.parse(record);
  await at.write(`${copy}/installed.json`, record.replace(files[older], digest("// older\n")));
  expect((await init(at, "--yes")).left.sort()).toEqual([older, edited]);
  expect((await init(at, "--yes", "--update")).written).toContain(older);
  expect(await init(at, "--yes", "--update")).toEqual({ written: [], left: [edited], isTold: false });
  expect(await at.read(edited)).toBe("// ours\n");
});

test.each([
  ["a repository without an app", twoPackages],
  ["an app in React Native", {
    "package.json": '{ "name": "app", "dependencies": { "react-native": "0.80.0" } }',
    ...xcode,
  }],
  ["an app in Flutter", { "pubspec.yaml": "name: app\nversion: 1.0.0+1\n", ...xcode }],
])("%s is not told of it", async (_, files) => {
  expect(await init(await foreign(files), "--dry-run")).toEqual({ written: [], left: [], isTold: false });
});
