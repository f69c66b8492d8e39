import { afterAll, beforeAll, expect, test } from "vitest";
import { elapsed } from "../../scripts/runtime.ts";
import { type LoadedStack, startLoadedStack } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";
import { netCounters } from "../support/net-counters.ts";

const deviceCount = 200;
const oneSweepMs = 15_000;

let on: LoadedStack;
beforeAll(async () => {
  on = await startLoadedStack({ devices: deviceCount });
});
afterAll(() => on.stop());

test("with every hint lost, everything arrives within one sweep", async () => {
  const heard = await on.listen("ios:build");
  await on.control(on.info.net.control_url, "PUT", { drop: "hint" });
  const start = elapsed();
  const build = await on.move();
  const { id } = await on.latest();

  const states = await on.ended(id, oneSweepMs);
  expect(elapsed() - start).toBeLessThan(oneSweepMs);
  const { dropped, sent } = await netCounters(on);
  expect(dropped.hint, "the fault struck").toBeGreaterThanOrEqual(2);
  expect(sent.sweep).toBeGreaterThanOrEqual(1);
  expect(states).toEqual({ broadcast: "delivered", apns: "delivered", telegram: "delivered" });
  await until("the broadcast", () => heard.some((one) => one.build === build));
  expect(await on.served(id)).toMatchObject({ tokens: deviceCount });
});
