import { expect, test } from "vitest";
import { useShipyard } from "../../../support/shipyard.ts";
import { openApp } from "./app.ts";

const yard = useShipyard();
const leftovers = [
  "ios/Helper.ipa",
  "ios/Helper.app.dSYM.zip",
  "ios/fastlane/report.xml",
  "ios/AuthKey_KEY1234567.p8",
];

test("files of the archive stay where they are, and are named; a person's new file is committed", async () => {
  const app = await openApp(yard());
  app.env.FASTLANE_LEAVES = leftovers.join(",");
  await app.repo.write("ios/Helper/New.swift", "enum New {}\n");
  const outcome = await app.ios("ship");
  expect(outcome.code, outcome.stderr).toBe(0);
  const committed = (await app.repo.git("show", "--format=", "--name-only", "origin/main")).split("\n");
  expect(committed).toContain("ios/Helper/New.swift");
  for (const path of leftovers) {
    expect(committed).not.toContain(path);
    expect(outcome.stderr).toContain(path);
    expect(await app.repo.read(path)).toBe("left behind");
  }
});

test("nor by a confirmation that comes later", async () => {
  const app = await openApp(yard());
  app.env.FASTLANE_LEAVES = leftovers.join(",");
  app.env.FASTLANE_TRANSCRIPT = "skips-waiting";
  expect((await app.ios("ship")).code).toBe(9);
  const outcome = await app.ios("confirm");
  expect(outcome.code, outcome.stderr).toBe(0);
  const committed = (await app.repo.git("show", "--format=", "--name-only", "origin/main")).split("\n");
  expect(committed.filter((path) => leftovers.includes(path))).toEqual([]);
  expect(await yard().deployed("ios")).toBe(114);
});
