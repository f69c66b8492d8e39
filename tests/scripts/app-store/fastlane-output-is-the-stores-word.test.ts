import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readArchiveOutput } from "../../../scripts/app-store/archive-output.ts";

async function transcript(name: string, build = 115, requested = 114): Promise<string[]> {
  const file = new URL(`../../support/fastlane/transcripts/${name}.txt`, import.meta.url);
  return (await readFile(file, "utf8"))
    .replaceAll("@BUILD@", String(build)).replaceAll("@REQUESTED@", String(requested)).replaceAll(
      "\\e",
      "\x1b",
    )
    .split("\n");
}
const missing = expect.objectContaining({ code: "store_result_missing", exitCode: 9 });

describe("promise 63: the build that really landed", () => {
  test.each(["success", "success-without-colour", "success-external"])(
    "promise 63: is read from %s",
    async (name) => {
      expect(readArchiveOutput(await transcript(name))).toEqual({ build: 115, version: "1.0" });
    },
  );

  test.each(["skips-waiting", "fails-to-archive"])(
    "promise 63: no match is a failed ship: %s",
    async (name) => {
      const lines = await transcript(name);
      expect(() => readArchiveOutput(lines)).toThrow(missing);
    },
  );

  test.each<[string, string[], unknown]>([
    [
      "the last of several",
      [115, 116].map((n) => `Successfully finished processing the build 1.0 - ${n} for IOS`),
      116,
    ],
    ["not that of another platform", [
      "Successfully finished processing the build 1.0 - 115 for IOS",
      "Successfully finished processing the build 1.0 - 300 for MAC_OS",
    ], 115],
    ["inside other words and colours", [
      "[09:01:02]: \x1b[1;32mℹ Successfully finished processing the build 2.0.1 - 7 for IOS\x1b[0m",
    ], 7],
  ])("%s", (_name, lines, build) => {
    expect(readArchiveOutput(lines)).toMatchObject({ build });
  });

  test.each([
    ["nothing", []],
    ["a wait that did not end", [
      "Waiting for App Store Connect to finish processing the new build (1.0 - 118) for IOS",
    ]],
    ["another platform only", ["Successfully finished processing the build 1.0 - 300 for TV_OS"]],
    ["half a line", ["Successfully finished processing the build 1.0 - "]],
  ])("%s is no word", (_name, lines) => {
    expect(() => readArchiveOutput(lines)).toThrow(missing);
  });

  test("a dotted build is none of Slipway's", () => {
    expect(() => readArchiveOutput(["Successfully finished processing the build 1.0 - 1.2.3 for IOS"]))
      .toThrow(
        expect.objectContaining({ code: "build_dotted", exitCode: 9 }),
      );
  });
});
