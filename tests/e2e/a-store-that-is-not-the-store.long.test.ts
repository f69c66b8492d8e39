import { afterAll, beforeAll, expect, test } from "vitest";
import { serveHttp } from "../../scripts/runtime.ts";
import { connectWebhook, eventBody, startStoreStack } from "./store.ts";

let on: Awaited<ReturnType<typeof startStoreStack>>;
beforeAll(async () => {
  on = await startStoreStack();
  await connectWebhook(on);
}, 120_000);
afterAll(() => on?.stop());

test("a forged signature, ten megabytes and an address elsewhere come to nothing", async () => {
  const hits: string[] = [];
  const elsewhere = await serveHttp(({ url }) => {
    hits.push(url);
    return Promise.resolve(Response.json({ data: [] }));
  });
  const before = await on.moves();
  expect((await on.send(eventBody({ id: "forged" }), { signedWith: "guessed" })).status).toBe(401);
  expect((await on.send(new Uint8Array(10_000_000))).status).toBe(413);
  const [row] = await on.sql`select count(*)::int as count from ship.store_events where id = 'forged'`;
  expect(row).toEqual({ count: 0 });
  const led = await on.send(eventBody({ link: `${elsewhere.url}/v1/buildUploads/1` }));
  expect(await led.json()).toMatchObject({ is_new: true, outcome: "waiting" });
  await on.settled();
  await elsewhere.stop();
  expect(hits).toEqual([]);
  expect(await on.moves()).toEqual(before);
});
