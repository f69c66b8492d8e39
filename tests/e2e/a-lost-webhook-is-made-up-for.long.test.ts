import { expect, onTestFinished, test } from "vitest";
import { connectWebhook, startStoreStack } from "./store.ts";

test("what no webhook told is found by the schedule", { timeout: 180_000 }, async () => {
  const on = await startStoreStack();
  onTestFinished(on.stop);
  await connectWebhook(on);
  await on.settled();
  await on.set({ webhooks: "lose" });
  await on.upload(115);
  await on.stage(115, "VALID");
  await on.stage(115, "IN_BETA_TESTING");
  const { deliveries } = await on.received();
  expect(deliveries.map(({ deliveryState }) => deliveryState)).toEqual(["FAILED", "FAILED", "FAILED"]);
  const [events] = await on.sql`select count(*)::int as count from ship.store_events`;
  expect([events?.count, await on.build()]).toEqual([0, 114]);
  // an hour later
  await on.sql`update ship.store_apps set next_look_at = next_look_at - interval '1 hour'`;
  await on.reaches(115);
  const { id } = await on.latest();
  expect(await on.ended(id)).toMatchObject({ apns: "delivered" });
  expect(await on.moves()).toEqual([115]);
});
