import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listen, type Listener } from "../../../scripts/demo/listen.ts";
import { rollOut } from "../../../scripts/demo/roll-out.ts";
import { makeScreen } from "../../../scripts/demo/screen.ts";
import type { Stage } from "../../../scripts/demo/stage.ts";
import { type LoadedPlatform, loadSharedPlatform } from "../../support/loaded-stack.ts";

let on: LoadedPlatform;
let listener: Listener;
let stage: Stage;
beforeAll(async () => {
  on = await loadSharedPlatform({ devices: 300 });
  listener = await listen(on.app, ["ios"]);
});
beforeEach(async () => {
  await on.control(on.info.apns.control_url, "DELETE");
  const [row] = await on.sql`select count(*)::int as devices from ship.device_push_tokens`;
  stage = {
    on: { sql: on.sql, apiUrl: on.info.api_url, apnsControl: on.info.apns.control_url },
    screen: makeScreen(() => {}, false),
    listener,
    deviceCount: Number(row?.devices),
  };
});
afterAll(() => on.stop());

test("a tenth of the devices, which decided so themselves, then all others", async () => {
  const { inside, toldFirst, told, toldAgain, problems } = await rollOut(stage);
  expect(problems).toEqual([]);
  expect(inside).toBeGreaterThan(0);
  expect(inside).toBeLessThan(stage.deviceCount);
  expect({ toldFirst, told, toldAgain }).toEqual({
    toldFirst: inside,
    told: stage.deviceCount,
    toldAgain: 0,
  });
});

test("a device that APNs served twice is a promise that did not hold", async () => {
  // Processed, but the answer is lost: it is sent again.
  await on.control(on.info.apns.control_url, "PUT", {
    rules: [{ action: "reset", processed: true, next: 1 }],
  });
  const { told, toldAgain, problems } = await rollOut(stage);
  expect({ told, toldAgain }).toEqual({ told: stage.deviceCount, toldAgain: 1 });
  // At 10 %, and in the end.
  expect(problems).toHaveLength(2);
});

test("a device that APNs did not serve is one as well", async () => {
  await on.control(on.info.apns.control_url, "PUT", { rules: [{ reason: "Unregistered", next: 1 }] });
  const { told, toldAgain, problems } = await rollOut(stage);
  expect({ told, toldAgain }).toEqual({ told: stage.deviceCount - 1, toldAgain: 0 });
  // At 10 %, and in the end.
  expect(problems).toHaveLength(2);
});
