import { expect, test } from "vitest";
import { surveyRepository } from "../../../scripts/setup/survey.ts";
import { infoPlist, type MadeProject, madeProject } from "../../support/monorepo/xcode-project.ts";
import { snapshotOf } from "../../support/repositories/snapshot.ts";

const file = "ios/App.xcodeproj/project.pbxproj";
const setting = "CURRENT_PROJECT_VERSION";
const bundle = { PRODUCT_BUNDLE_IDENTIFIER: "test.example.app" };

/** What is proposed for the app of a project. */
async function proposed(project: MadeProject, files: Record<string, string> = {}) {
  const { candidates } = await surveyRepository(snapshotOf({ [file]: madeProject(project), ...files }));
  const { component, remarks } = candidates.find(({ key }) => key === "ios") ?? {};
  const { version, build, mirrors } = component ?? {};
  return { version, build, mirrors, remarks: remarks?.join("\n") };
}

test("a file that is not in the clone, as CocoaPods makes them, sets nothing: the level below does", async () => {
  const found = await proposed({
    targets: [{ name: "App", settings: bundle, xcconfig: "Pods.xcconfig" }],
    settings: { [setting]: "12", MARKETING_VERSION: "2.3", SDKROOT: "iphoneos" },
  });
  expect(found).toMatchObject({ version: "2.3", build: 12, mirrors: [{ file, key: setting, count: 2 }] });
});

test("a build that nothing sets for the app is not taken from the lines of its tests", async () => {
  const found = await proposed({
    targets: [
      { name: "App", settings: { ...bundle, INFOPLIST_FILE: "App/Info.plist", SDKROOT: "iphoneos" } },
      { name: "AppTests", product: "bundle.unit-test", settings: { [setting]: "1" } },
    ],
  }, { "ios/App/Info.plist": infoPlist({ CFBundleVersion: `$(${setting})` }) });
  expect(found).toMatchObject({
    build: 0,
    mirrors: [],
    remarks: expect.stringContaining(`$(${setting}), which nothing in the repository sets`),
  });
});

test("a build with a condition that an archive fulfils is the app's, and stays for a person to move", async () => {
  const found = await proposed({
    targets: [{
      name: "App",
      settings: { ...bundle, [setting]: "5", [`${setting}[sdk=iphoneos*]`]: "8", SDKROOT: "iphoneos" },
    }],
  });
  expect(found).toMatchObject({
    build: 8,
    mirrors: [],
    remarks: expect.stringContaining("under conditions"),
  });
});

test("what lies beside the clone is not read", async () => {
  const found = await proposed({
    targets: [{ name: "App", settings: { ...bundle, SDKROOT: "iphoneos" }, xcconfig: "App.xcconfig" }],
  }, {
    "ios/App.xcconfig": `${setting} = 3\n#include? "../../Shared/Team.xcconfig"\n`,
    "../Shared/Team.xcconfig": `${setting} = 99\n`,
  });
  expect(found).toMatchObject({ build: 3, mirrors: [{ file: "ios/App.xcconfig" }] });
});
