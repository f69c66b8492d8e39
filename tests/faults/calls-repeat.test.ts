import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoadedStack, startLoadedStack } from "../support/loaded-stack.ts";
import { netCounters } from "../support/net-counters.ts";

let on: LoadedStack;
beforeAll(async () => {
  on = await startLoadedStack({ devices: 500 });
});
afterAll(() => on.stop());

test("with every call sent twice, there is one broadcast, one message and one push per device", async () => {
  const heard = await on.listen("ios:build");
  await on.control(on.info.net.control_url, "PUT", { duplicate: true });
  await on.move();
  const { id } = await on.latest();
  await on.ended(id);

  expect((await netCounters(on)).duplicated.hint, "the fault struck").toBeGreaterThanOrEqual(2);
  expect(await on.served(id)).toMatchObject({ tokens: 500, accepted: 500 });
  expect(await on.messages()).toHaveLength(1);
  expect(heard.filter((one) => one.announcement === id)).toHaveLength(1);
});
