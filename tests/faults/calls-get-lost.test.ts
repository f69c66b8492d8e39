import { afterAll, beforeAll, expect, test } from "vitest";
import { elapsed } from "../../scripts/runtime.ts";
import { type LoadedStack, startLoadedStack } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";
import { netCounters } from "../support/net-counters.ts";

const DEVICES = 200;
const ONE_SWEEP_MS = 15_000;

let on: LoadedStack;
beforeAll(async () => {
  on = await startLoadedStack({ devices: DEVICES });
});
afterAll(() => on.stop());

test("with every hint lost, everything arrives within one sweep", async () => {
  const heard = await on.listen("ios:build");
  await on.control(on.info.net.control_url, "PUT", { drop: "hint" });
  const start = elapsed();
  const build = await on.move();
  const { id } = await on.latest();

  const states = await on.ended(id, ONE_SWEEP_MS);
  expect(elapsed() - start).toBeLessThan(ONE_SWEEP_MS);
  const { dropped, sent } = await netCounters(on);
  expect(dropped.hint, "the fault struck").toBeGreaterThanOrEqual(2);
  expect(sent.sweep).toBeGreaterThanOrEqual(1);
  expect(states).toEqual({ broadcast: "delivered", apns: "delivered", telegram: "delivered" });
  await until("the broadcast", () => heard.some((one) => one.build === build));
  expect(await on.served(id)).toMatchObject({ tokens: DEVICES });
});

test("with every call lost for a while, nothing is lost, and all of it arrives within one sweep of calls working again", async () => {
  await on.control(on.info.net.control_url, "DELETE");
  await on.control(on.info.net.control_url, "PUT", { drop: "all" });
  const before = await on.apns();
  await on.move();
  const { id } = await on.latest();
  // a sweep that was lost as well proves that this outage is longer than the guarantee's period
  await until("a sweep was lost too", async () => (await netCounters(on)).dropped.sweep >= 2, 25_000);
  expect((await netCounters(on)).dropped.hint, "the fault struck").toBeGreaterThanOrEqual(2);
  const open = await on.sql`
    select transport from ship.deliveries where announcement_id = ${id} and state = 'pending' order by 1`;
  expect(open.map((row) => row.transport)).toEqual(["apns", "broadcast", "telegram"]);
  expect((await on.apns()).requests).toBe(before.requests);

  await on.control(on.info.net.control_url, "PUT", { drop: "none" });
  expect(await on.ended(id, ONE_SWEEP_MS)).toEqual({
    broadcast: "delivered",
    apns: "delivered",
    telegram: "delivered",
  });
  expect(await on.served(id)).toMatchObject({ tokens: DEVICES });
});
