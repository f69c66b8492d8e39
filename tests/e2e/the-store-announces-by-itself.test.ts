import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWebhook, startStoreStack } from "./store.ts";

let on: Awaited<ReturnType<typeof startStoreStack>>;
beforeAll(async () => {
  on = await startStoreStack();
  await connectWebhook(on);
}, 120_000);
afterAll(() => on?.stop());

test("from PROCESSING to every device, with nobody at a keyboard", { timeout: 240_000 }, async () => {
  await on.upload(115);
  await on.shows(115, "PROCESSING");
  expect(await on.build()).toBe(114);
  await on.stage(115, "VALID");
  await on.shows(115, "READY_FOR_BETA_TESTING");
  await on.settled();
  expect(await on.build()).toBe(114);
  await on.stage(115, "IN_BETA_TESTING");
  // for testers of the team Apple has no event: what was processed is followed
  await on.reaches(115);
  const { id } = await on.latest();
  expect(await on.ended(id)).toMatchObject({
    broadcast: "delivered",
    telegram: "delivered",
    apns: "delivered",
  });
  expect(await on.served(id)).toMatchObject({ tokens: 3, accepted: 3 });
  const [row] = await on
    .sql`select installable_at is not null as ok, version from ship.builds where build = 115`;
  expect(row).toEqual({ ok: true, version: "1.0" });
  const { calls } = await on.received();
  expect(calls.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
});
