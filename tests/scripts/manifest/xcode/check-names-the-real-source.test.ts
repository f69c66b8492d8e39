import { describe, expect, test } from "vitest";
import { planBump } from "../../../../scripts/manifest/bump.ts";
import { check } from "../../../../scripts/manifest/check.ts";
import type { Workspace } from "../../../../scripts/manifest/load.ts";
import { marketingVersionOf } from "../../../../scripts/manifest/marketing-version.ts";
import { infoPlist, type MadeProject, madeProject } from "../../../support/monorepo/xcode-project.ts";
import { memoryMonorepo, textsOf } from "../../../support/monorepo/in-memory.ts";

const file = "ios/App.xcodeproj/project.pbxproj";
const setting = "CURRENT_PROJECT_VERSION";
const app = { name: "App", settings: { [setting]: "114", PRODUCT_BUNDLE_IDENTIFIER: "test.example.helper" } };

/** The nine components with an app of this project; its mirror holds `count` lines, or those of an xcconfig file. */
function withProject(
  project: MadeProject,
  { count = 2, files = {}, mirror }: {
    count?: number;
    files?: Record<string, string>;
    mirror?: Record<string, unknown>;
  } = {},
): Promise<Workspace> {
  const pbxproj = { type: "pbxproj", file, key: setting, value: "build", count };
  return memoryMonorepo({
    edit: ({ components }) => {
      components.ios.mirrors = [mirror ?? pbxproj];
    },
    files: { [file]: madeProject(project), ...files },
  });
}

/** What check says; and ios bump refuses for the same reasons, without a plan. */
async function found(workspace: Workspace) {
  const { findings } = await check(workspace);
  if (findings.length > 0) {
    const refusal = await planBump(workspace, "ios", 115).catch((error) => error);
    expect(refusal).toMatchObject({ exitCode: 5, findings });
  }
  return findings.map(({ code, message }) => `${code} ${message}`);
}

test("lines that the app is really built with are fine", async () => {
  expect(await found(await withProject({ targets: [app] }))).toEqual([]);
});

describe("a literal in Info.plist", () => {
  const settings = { ...app.settings, INFOPLIST_FILE: "App/Info.plist" };
  const withPlist = (value: string) =>
    withProject({ targets: [{ ...app, settings }] }, {
      files: { "ios/App/Info.plist": infoPlist({ CFBundleName: "App", CFBundleVersion: value }) },
    });

  test("wins over the build setting, and is named with its line", async () => {
    const [finding, ...others] = await found(await withPlist("7"));
    expect(others).toEqual([]);
    expect(finding).toMatch(
      /^build_source_elsewhere ios\/App\/Info\.plist:7: App \(Release\).*CFBundleVersion.*7/,
    );
  });

  test.each(["$(CURRENT_PROJECT_VERSION)", "${CURRENT_PROJECT_VERSION}"])(
    "%s is a link to the setting",
    async (value) => {
      expect(await found(await withPlist(value))).toEqual([]);
    },
  );

  test("in a comment it is none; and a path made of settings is followed", async () => {
    const text = infoPlist({ CFBundleVersion: "$(CURRENT_PROJECT_VERSION)" });
    const comment = "<!-- <key>CFBundleVersion</key><string>7</string> -->";
    const path = { ...settings, INFOPLIST_FILE: "$(SRCROOT)/$(TARGET_NAME)/Info.plist" };
    const workspace = (plist: string) =>
      withProject({ targets: [{ ...app, settings: path }] }, { files: { "ios/App/Info.plist": plist } });
    expect(await found(await workspace(text.replace("<dict>", `<dict>${comment}`)))).toEqual([]);
    expect(await found(await workspace(infoPlist({ CFBundleVersion: "7" })))).toHaveLength(1);
  });
});

describe("while a file that CocoaPods makes is missing", () => {
  test.each(["App/Info.plist", "$(SRCROOT)/App/Info.plist", "$(PROJECT_DIR)/$(TARGET_NAME)/Info.plist"])(
    "%s is looked for beside the project, not at the root",
    async (path) => {
      const target = {
        ...app,
        settings: { ...app.settings, INFOPLIST_FILE: path },
        xcconfig: "Pods/Target Support Files/Pods-App/Pods-App.release.xcconfig",
      };
      const plist = (build: string) => infoPlist({ CFBundleVersion: build });
      const files = { "App/Info.plist": plist("8"), "ios/App/Info.plist": plist("7") };
      const findings = await found(await withProject({ targets: [target] }, { files }));
      expect(findings).toEqual([expect.stringMatching(/^build_source_elsewhere ios\/App\/Info\.plist:/)]);
    },
  );
});

describe("a setting with a condition", () => {
  test.each([
    ["[sdk=iphoneos*]", 1],
    ["[sdk=iphoneos*][arch=arm64]", 1],
    ["[config=Release]", 1],
    ["[sdk=iphonesimulator*]", 0],
    ["[config=Debug]", 0],
  ])("%s: %i", async (condition, count) => {
    const key = `${setting}${condition}`;
    const target = { ...app, settings: { ...app.settings, [key]: "7", SDKROOT: "iphoneos" } };
    const findings = await found(await withProject({ targets: [target] }));
    expect(findings).toHaveLength(count);
    if (count > 0) expect(findings[0]).toContain(key);
  });

  test("is of use when it is the mirror", async () => {
    const key = `${setting}[sdk=iphoneos*]`;
    const target = { ...app, settings: { ...app.settings, [key]: "114" } };
    const mirror = { type: "pbxproj", file, key, value: "build", count: 2 };
    const workspace = await withProject({ targets: [target] }, { mirror });
    expect(await found(workspace)).toEqual([]);
    const after = textsOf(await planBump(workspace, "ios", 115))[file];
    expect(after?.match(/"CURRENT_PROJECT_VERSION\[sdk=iphoneos\*\]" = 115;/g)).toHaveLength(2);
    expect(after?.match(/\tCURRENT_PROJECT_VERSION = 114;/g)).toHaveLength(2);
  });
});

describe("a variable", () => {
  test("of Flutter: pubspec.yaml is the source, whether the generated file is there or not", async () => {
    const target = {
      ...app,
      settings: { ...app.settings, [setting]: "$(FLUTTER_BUILD_NUMBER)" },
      xcconfig: "Release.xcconfig",
    };
    const files = { "ios/Release.xcconfig": '#include "Flutter/Generated.xcconfig"\n' };
    const tests = { name: "RunnerTests", product: "bundle.unit-test", settings: { [setting]: "1" } };
    const absent = await withProject({ targets: [target, tests] }, { files });
    const findings = (await check(absent)).findings.filter(({ code }) => code === "build_source_elsewhere");
    expect(findings).toHaveLength(1);
    expect(findings[0]?.hint).toContain("pubspec.yaml");
    const generated = { ...files, "ios/Flutter/Generated.xcconfig": "FLUTTER_BUILD_NUMBER=12\n" };
    const [there] =
      (await check(await withProject({ targets: [target, tests] }, { files: generated }))).findings;
    expect(there?.message).toMatch(/^ios\/Flutter\/Generated\.xcconfig:1: .*FLUTTER_BUILD_NUMBER.*12/);
  });

  test("$(inherited) leads to the level below, and its line is no place to count or write", async () => {
    const workspace = await withProject({
      targets: [{ ...app, settings: { ...app.settings, [setting]: "$(inherited)" } }],
      settings: { [setting]: "114" },
    });
    expect(await found(workspace)).toEqual([]);
    const after = textsOf(await planBump(workspace, "ios", 115))[file] ?? "";
    expect(after.match(/CURRENT_PROJECT_VERSION = 115;/g)).toHaveLength(2);
    expect(after.match(/CURRENT_PROJECT_VERSION = "\$\(inherited\)";/g)).toHaveLength(2);
  });

  test("in the only lines there are: refused, never overwritten", async () => {
    const workspace = await withProject({
      targets: [{
        ...app,
        settings: { ...app.settings, [setting]: "$(APP_BUILD)" },
        xcconfig: "App.xcconfig",
      }],
    }, { files: { "ios/App.xcconfig": "APP_BUILD = 114\n" } });
    const findings = await found(workspace);
    expect(findings).toContainEqual(expect.stringMatching(/^mirror_linked .*\$\(APP_BUILD\)/));
    expect(findings).toContainEqual(expect.stringMatching(/^build_source_elsewhere ios\/App\.xcconfig:1: /));
  });

  test("of a display name stays as well: sync does not write over it", async () => {
    const key = "INFOPLIST_KEY_CFBundleDisplayName";
    const mirror = { type: "pbxproj", file, key, value: "name", count: 2 };
    const target = { ...app, settings: { ...app.settings, [key]: "$(PRODUCT_NAME)" } };
    const findings = (await check(await withProject({ targets: [target] }, { mirror }))).findings;
    expect(findings.map(({ code }) => code)).toEqual(["mirror_linked"]);
  });
});

describe("xcconfig files", () => {
  const mirror = { type: "xcconfig", file: "ios/App.xcconfig", key: setting, value: "build" };
  const { [setting]: _, ...none } = app.settings;
  const target = { ...app, settings: none, xcconfig: "App.xcconfig" };

  test("a file that the target is based on is the source", async () => {
    const files = { "ios/App.xcconfig": `${setting} = 114\n` };
    expect(await found(await withProject({ targets: [target] }, { mirror, files }))).toEqual([]);
  });

  test("an include that sets it again is the source", async () => {
    const files = {
      "ios/App.xcconfig": `${setting} = 114\n#include "Later.xcconfig"\n`,
      "ios/Later.xcconfig": `// CI\n${setting} = 7\n`,
    };
    const [finding] = await found(await withProject({ targets: [target] }, { mirror, files }));
    expect(finding).toMatch(/^build_source_elsewhere ios\/Later\.xcconfig:2: /);
  });

  test("an include before it is overruled, and one that may be missing is no trouble", async () => {
    const files = {
      "ios/App.xcconfig": `#include "Base.xcconfig"\n#include? "Local.xcconfig"\n${setting} = 114\n`,
      "ios/Base.xcconfig": `${setting} = 7\n`,
    };
    expect(await found(await withProject({ targets: [target] }, { mirror, files }))).toEqual([]);
  });

  test("what a target inherits from the project's file is named", async () => {
    const files = { "ios/App.xcconfig": `${setting} = 114\n`, "ios/Base.xcconfig": `${setting} = 7\n` };
    const project = { targets: [{ ...app, settings: none }], xcconfig: "Base.xcconfig" };
    const [finding] = await found(await withProject(project, { mirror, files }));
    expect(finding).toMatch(/^build_source_elsewhere ios\/Base\.xcconfig:1: /);
  });

  test("a file that is not here, as CocoaPods makes them, may set it: nobody is stopped", async () => {
    const files = { "ios/App.xcconfig": `${setting} = 114\n` };
    const pods = { ...app, settings: none, xcconfig: "Pods.xcconfig" };
    const project = { targets: [pods], settings: { [setting]: "1" } };
    expect(await found(await withProject(project, { mirror, files }))).toEqual([]);
  });

  test("a line of the project that nobody mirrors wins over the file", async () => {
    const files = { "ios/App.xcconfig": `${setting} = 114\n` };
    const own = { ...target, settings: { ...none, [setting]: "1" } };
    const [finding, ...others] = await found(await withProject({ targets: [own] }, { mirror, files }));
    expect(finding).toMatch(
      /^build_source_elsewhere ios\/App\.xcodeproj\/project\.pbxproj:\d+: .*which says 1\b/,
    );
    expect(others).toEqual([]);
  });
});

describe("nobody is stopped by what is not the app's", () => {
  test("tests, frameworks, and a second app beside the one that is right", async () => {
    const settings = {
      INFOPLIST_FILE: "Example/Info.plist",
      PRODUCT_BUNDLE_IDENTIFIER: "test.example.other",
    };
    const workspace = (bundle: string) =>
      withProject({
        targets: [
          { ...app, settings: { ...app.settings, PRODUCT_BUNDLE_IDENTIFIER: bundle } },
          { name: "Example", settings },
          { name: "Kit", product: "framework", settings },
          { name: "Tests", product: "bundle.unit-test", settings },
        ],
      }, { files: { "ios/Example/Info.plist": infoPlist({ CFBundleVersion: "1" }) } });
    expect(await found(await workspace("test.example.helper"))).toEqual([]);
    expect(await found(await workspace("test.example.nobody"))).toEqual([]);
  });

  test("an extension with a number of its own is a notice", async () => {
    const widget = {
      name: "Widget",
      product: "app-extension",
      settings: { INFOPLIST_FILE: "Widget/Info.plist" },
    };
    const { findings, notices } = await check(
      await withProject({ targets: [app, widget] }, {
        files: { "ios/Widget/Info.plist": infoPlist({ CFBundleVersion: "1" }) },
      }),
    );
    expect([findings, notices]).toEqual([[], [
      expect.stringMatching(/^ios\/Widget\/Info\.plist:5: Widget .*1/),
    ]]);
  });

  test("what can't be read here is taken for right", async () => {
    const hidden = {
      ...app,
      settings: { PRODUCT_BUNDLE_IDENTIFIER: "test.example.helper" },
      xcconfig: "Pods.xcconfig",
    };
    expect(await found(await withProject({ targets: [hidden], settings: { [setting]: "114" } }))).toEqual([]);
    const linked = { ...app, settings: { INFOPLIST_FILE: "Info.plist" } };
    const tests = { name: "Tests", product: "bundle.unit-test", settings: { [setting]: "114" } };
    const plist = { "ios/Info.plist": infoPlist({ CFBundleVersion: `$(${setting})` }) };
    expect(await found(await withProject({ targets: [linked, tests] }, { files: plist }))).toEqual([]);
    const broken = await memoryMonorepo({
      edit: ({ components }) =>
        components.ios.mirrors = [{ type: "pbxproj", file, key: setting, value: "build", count: 1 }],
      files: { [file]: `{ not a project\n\t${setting} = 114;\n` },
    });
    expect(await found(broken)).toEqual([]);
  });
});

test("the marketing version is read where the build is: Info.plist, target, xcconfig; none when places disagree", async () => {
  const version = "MARKETING_VERSION";
  const withVersion = (settings: Record<string, string>, files = {}) =>
    withProject({
      targets: [{ ...app, settings: { ...app.settings, ...settings }, xcconfig: "App.xcconfig" }],
    }, {
      files: { "ios/App.xcconfig": "APP_VERSION = 1.2\n", ...files },
    });
  expect(await marketingVersionOf(await withVersion({ [version]: "1.1" }), "ios")).toBe("1.1");
  expect(await marketingVersionOf(await withVersion({ [version]: "$(APP_VERSION)" }), "ios")).toBe("1.2");
  const plist = { "ios/Info.plist": infoPlist({ CFBundleShortVersionString: "1.3" }) };
  expect(await marketingVersionOf(await withVersion({ INFOPLIST_FILE: "Info.plist" }, plist), "ios")).toBe(
    "1.3",
  );
  expect(await marketingVersionOf(await withVersion({}), "ios")).toBeUndefined();
  const two = withProject({
    targets: [app, { ...app, name: "Other" }].map((target, index) => ({
      ...target,
      settings: { ...target.settings, [version]: `1.${index}` },
    })),
  }, { count: 4 });
  expect(await marketingVersionOf(await two, "ios")).toBeUndefined();
});
