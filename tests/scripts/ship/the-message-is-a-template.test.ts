import { expect, test } from "vitest";
import { parseManifest } from "../../../scripts/manifest/load.ts";
import { shipMessage } from "../../../scripts/ship/push/commit-message.ts";

const manifest = (ship: object, key = "web") =>
  parseManifest(JSON.stringify({
    name: "x",
    build: 3,
    ship,
    components: { [key]: { name: "Web", kind: "web", version: "1.2.0", build: 3, paths: ["."] } },
  }));

/** What @commitlint/config-conventional 20 asks of a header. */
function broken(header: string): string[] {
  const [, type = "", scope, subject = ""] = /^(\w*)(?:\(([^)]*)\))?!?: (.*)$/.exec(header) ?? [];
  const types = "build chore ci docs feat fix perf refactor revert style test".split(" ");
  const rules: [string, boolean][] = [
    ["type-enum", types.includes(type)],
    ["scope-case", scope === undefined || scope === scope.toLowerCase()],
    ["subject-empty", subject !== ""],
    // neither Sentence, nor Start, nor Pascal, nor UPPER case
    ["subject-case", !/^[A-Z]/.test(subject)],
    ["subject-full-stop", !subject.endsWith(".")],
    ["header-trim", header === header.trim()],
    ["header-max-length", header.length <= 100],
  ];
  return rules.flatMap(([rule, holds]) => holds ? [] : [rule]);
}

test("the default passes conventional commitlint, whatever the component is called", () => {
  for (const key of ["web", "a", "x".repeat(48), "ios-2"]) {
    const message = shipMessage(manifest({}, key), key, 9007199254740991);
    expect(broken(message)).toEqual([]);
    expect(message).toBe(`chore(${key}): build 9007199254740991`);
  }
});

test("version.json may say another, and a person for one ship", () => {
  const told = manifest({ message: "release {component} {version} ({build}, {build})" });
  expect(shipMessage(told, "web", 4)).toBe("release web 1.2.0 (4, 4)");
  expect(shipMessage(told, "web", 4, "  by hand\n")).toBe("by hand");
  expect(shipMessage(told, "web", 4, " ")).toBe("release web 1.2.0 (4, 4)");
});

test("a placeholder that nothing fills in is a mistake of version.json", () => {
  expect(() => manifest({ message: "{component} {biuld}" })).toThrow(
    expect.objectContaining({
      code: "manifest_invalid",
      message: expect.stringContaining("/ship/message: {biuld}"),
    }),
  );
});
