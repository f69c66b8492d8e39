import { afterAll, beforeAll, expect, test } from "vitest";
import { connectWebhook, eventBody, startStoreStack } from "./store.ts";

let on: Awaited<ReturnType<typeof startStoreStack>>;
beforeAll(async () => {
  on = await startStoreStack();
  await connectWebhook(on);
}, 120_000);
afterAll(() => on?.stop());

test("the same event twenty times at once is one, and so is the announcement", async () => {
  await on.set({ webhooks: "lose" });
  await on.upload(116, "IN_BETA_TESTING");
  const body = eventBody({ id: "11111111-2222-3333-4444-555555555555" });
  const answers = await Promise.all(Array.from({ length: 20 }, () => on.send(body)));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  const taken = await Promise.all(answers.map((answer) => answer.json()));
  expect(taken.filter(({ is_new }) => is_new)).toHaveLength(1);
  await on.reaches(116);
  await on.settled();
  expect((await on.moves()).filter((build) => build === 116)).toEqual([116]);
  await on.set({ webhooks: "deliver" });
});

test("events that are replayed, come out of order or are about another app raise nothing", async () => {
  const before = await on.moves();
  const { deliveries } = await on.received();
  const bodies = deliveries.map(({ body }) => body).reverse();
  for (const body of bodies) expect((await on.send(body)).status).toBe(200);
  const other = await on.send(eventBody(), { url: on.webhookUrl.replace(/\d+$/, "9999999999") });
  expect([other.status, await other.json()]).toEqual([200, {
    is_new: true,
    outcome: "ignored",
    code: "app_undeclared",
  }]);
  expect((await on.send(eventBody({ state: "FAILED" }))).status).toBe(200);
  expect((await on.send(eventBody({ state: "PROCESSING" }))).status).toBe(200);
  await on.settled();
  expect(await on.moves()).toEqual(before);
});

test("a key that Apple limits for an hour is not asked again at once, and the build is found later", async () => {
  await on.upload(117, "IN_BETA_TESTING");
  await on.reaches(117);
  await on.set({ hour_remaining: 0, webhooks: "lose" });
  await on.upload(118, "IN_BETA_TESTING");
  await on.send(eventBody());
  await on.settled();
  const [failed] = await on.sql`
    select last_error, next_look_at > clock_timestamp() + interval '9 minutes' as is_later from ship.store_apps`;
  expect(failed).toEqual({ last_error: "store_rate_limited", is_later: true });
  await on.set({ hour_remaining: 100, webhooks: "deliver" });
  await on.sql`update ship.store_apps set next_look_at = clock_timestamp()`;
  await on.reaches(118);
});
