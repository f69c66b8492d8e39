import { expect, test } from "vitest";
import { useShipyard } from "../../../support/shipyard.ts";
import { openApp, six } from "./app.ts";

const yard = useShipyard();

test("ios confirm without a number takes the build that Postgres announced meanwhile, and tells nobody again", async () => {
  const app = await openApp(yard());
  await app.on.upload(114, { stages: ["IN_BETA_TESTING"] });
  await yard().control.confirmStoreBuild({
    ...{ component: "ios", build: 114, version: "1.0", installableAt: "2026-01-01T00:00:00Z" },
    raise: true,
  });
  const before = await yard().control.announcementProgress();

  const outcome = await app.ios("confirm");

  expect(outcome.code, outcome.stderr).toBe(0);
  expect((await app.manifest()).components.ios?.build).toBe(114);
  expect(await app.lines()).toEqual(six(114));
  expect(await app.served()).toBe(114);
  expect((await yard().control.announcementProgress())?.announcement).toBe(before?.announcement);
});
