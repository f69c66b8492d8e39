import { expect, test } from "vitest";
import { events, useShipyard } from "../../../support/shipyard.ts";
import { until } from "../../../support/until.ts";
import { openApp, six } from "./app.ts";

const yard = useShipyard();

test("promises 6, 8, 13, 64, the 114→115 incident: 114 was requested, the store processed 115, and everything says 115", async () => {
  const app = await openApp(yard());
  // An upload that is not in the list any more has used up 114, so Xcode takes the next number.
  await app.on.upload(114, { stages: ["HIDDEN"] });
  await app.repo.write("ios/Helper/Helper.swift", "import Foundation\n\nenum Helper { case new }\n");
  const atArchive: unknown[] = [];
  const servedAtRecord: unknown[] = [];
  yard().tap.before = async ({ name, args }) => {
    if (name === "record_step" && args.step === "archive" && args.state === "done") {
      atArchive.push(
        await app.lines(),
        (await app.manifest()).components.ios?.build,
        await yard().deployed("ios"),
      );
    }
    if (name === "sync_manifest") servedAtRecord.push(await app.served());
    return "pass";
  };

  const outcome = await app.ios("ship", "--json");

  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await app.archives()).toMatchObject([{ args: ["beta"], requested: 114 }]);
  // promise 13: only the Xcode project was bumped before the store's word
  expect(atArchive).toEqual([six(114), 113, 113]);
  expect(await app.lines()).toEqual(six(115));
  expect((await app.manifest()).components.ios?.build).toBe(115);
  expect(await app.repo.read("README.md")).toMatch(/\(115\)/);
  // promise 65: the host served it before anybody was told
  expect(servedAtRecord).toEqual([115]);

  const sha = await app.repo.git("rev-parse", "origin/main");
  expect(events(outcome).at(-1)).toMatchObject({
    component: "ios",
    previous: 113,
    build: 115,
    sha,
    outcome: "done",
  });
  expect((await app.repo.git("show", "--format=", "--name-only", sha)).split("\n").sort()).toEqual([
    ...["README.md", "ios/Helper.xcodeproj/project.pbxproj", "ios/Helper/Helper.swift", "version.json"],
  ]);
  expect(await app.repo.git("status", "--porcelain")).toBe("");
  const status = await yard().status();
  expect(status.components.find(({ key }) => key === "ios")).toMatchObject({
    build: 115,
    last_move: { build: 115, previous_build: 113, reason: "store", commit_sha: sha },
  });
  expect(status.ships).toEqual([]);
  const [told] = await until(
    "the chat has it",
    async () => (await yard().chat()).length > 0 && yard().chat(),
  );
  expect(told).toContain("(113 → 115)");
  expect(outcome.stdout).toContain("113");
});

test("promise 6: the build moves neither when it is uploaded nor when it is processed, but when people can install it", async () => {
  const app = await openApp(yard());
  await app.on.set({ stages: ["HIDDEN", "PROCESSING", "VALID", "VALID", "IN_BETA_TESTING"] });
  const looks: unknown[] = [];
  yard().tap.before = async ({ name }) => {
    if (name === "begin_ship") {
      looks.push((await app.on.calls()).filter(({ call }) => call.includes("[version]")).length);
    }
    return "pass";
  };
  const outcome = await app.ios("ship");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(outcome.stderr).toMatch(/not in the list[^]*PROCESSING[^]*READY_FOR_BETA_TESTING/);
  // the app is held while it is archived and while it is written down, not while the store takes its time
  expect(looks).toEqual([0, 5]);
  expect(await yard().deployed("ios")).toBe(114);
});
