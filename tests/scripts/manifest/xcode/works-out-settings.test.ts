import { expect, test } from "vitest";
import { type Configuration, readTargets } from "../../../../scripts/manifest/xcode/project.ts";
import { evaluate, expand, resolveSetting } from "../../../../scripts/manifest/xcode/resolve.ts";
import { type MadeProject, madeProject } from "../../../support/monorepo/xcode-project.ts";

const file = "ios/App.xcodeproj/project.pbxproj";

/** The only target's first configuration. */
async function configurationOf(
  project: MadeProject,
  { files = {}, edit = (text) => text }: {
    files?: Record<string, string>;
    edit?: (text: string) => string;
  } = {},
): Promise<Configuration> {
  const texts = new Map([...Object.entries(files), [file, edit(madeProject(project))] as const]);
  const [target] = await readTargets((path) => Promise.resolve(texts.get(path) ?? null), file);
  return target?.configurations[0] ?? { name: "none", layers: [] };
}

const withSettings = (settings: Record<string, string>) =>
  configurationOf({ targets: [{ name: "App", settings }] });

test("a list of words is the words with spaces between", async () => {
  const configuration = await configurationOf(
    { targets: [{ name: "App", settings: { SUPPORTED_PLATFORMS: "LIST" } }] },
    { edit: (text) => text.replaceAll("= LIST;", "= (iphoneos, iphonesimulator);") },
  );
  expect(expand("$(SUPPORTED_PLATFORMS)", configuration)).toBe("iphoneos iphonesimulator");
});

test("a project that begins in another folder: files are looked for from there", async () => {
  const configuration = await configurationOf(
    { targets: [{ name: "App", xcconfig: "App.xcconfig" }] },
    {
      files: { "ios/Sources/App.xcconfig": "APP_BUILD = 7\n", "ios/App.xcconfig": "APP_BUILD = 1\n" },
      edit: (text) => text.replace("mainGroup = MAIN;", "mainGroup = MAIN;\n\t\t\tprojectDirPath = Sources;"),
    },
  );
  expect(resolveSetting("APP_BUILD", configuration)).toMatchObject({
    kind: "place",
    from: { value: "7", place: { file: "ios/Sources/App.xcconfig", line: 1 } },
  });
});

test("a semicolon at the end of a line of an xcconfig file is not of the value", async () => {
  const configuration = await configurationOf(
    { targets: [{ name: "App", xcconfig: "App.xcconfig" }] },
    { files: { "ios/App.xcconfig": 'SDKROOT = iphoneos; // the phone\nAPP_NAME = "My App";\n' } },
  );
  expect(expand("$(SDKROOT), $(APP_NAME)", configuration)).toBe("iphoneos, My App");
});

test("a text is worked out as far as it can be, and the first variable that leads nowhere is named", async () => {
  const configuration = await withSettings({ A: "1.$(B)", B: "2.$(C)", D: "$(ELSEWHERE)" });
  expect(evaluate("$(A)", configuration)).toEqual({ text: "1.2.$(C)", missing: "C" });
  expect(evaluate("$(D) $(C)", configuration)).toEqual({ text: "$(D) $(C)", missing: "ELSEWHERE" });
  expect(expand("$(A)", configuration)).toBeUndefined();
  expect(evaluate("$(TARGET_NAME)$(EMPTY)", await withSettings({ EMPTY: "" }))).toEqual({ text: "App" });
});

test("settings that are made of one another lead nowhere", async () => {
  const configuration = await withSettings({ A: "1.$(B)", B: "2.$(A)", C: "$(D)", D: "$(C)" });
  expect(expand("$(A)", configuration)).toBeUndefined();
  expect(expand("$(C)", configuration)).toBeUndefined();
});
