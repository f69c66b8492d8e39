import { afterAll, beforeAll, expect, test } from "vitest";
import { httpFetch } from "../../scripts/runtime.ts";
import { type LoadedPlatform, loadSharedPlatform } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";

let on: LoadedPlatform;
beforeAll(async () => {
  on = await loadSharedPlatform({ devices: 50 });
});
afterAll(() => on.stop());

const fire = (headers: Record<string, string>) =>
  httpFetch(`${on.info.api_url}/functions/v1/notify-ios-build`, { method: "POST", headers });

test("without the right bearer nothing is claimed and nothing is sent (promise 47)", async () => {
  const wrong: Record<string, string>[] = [
    {},
    { authorization: "Bearer wrong" },
    { authorization: `Bearer ${on.info.secret_key}` },
    { authorization: on.info.notify_secret },
    { apikey: on.info.secret_key },
  ];
  for (const headers of wrong) {
    const answer = await fire(headers);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/) });
  }
  const [count] = await on.sql`select count(*)::int as announcements from ship.announcements`;
  expect(count?.announcements).toBe(0);
  expect((await on.apns()).requests).toBe(0);
  expect(await on.messages()).toEqual([]);
});

test("a second fire tells everybody the present build again and says how it went (promises 39, 50)", async () => {
  const heard = await on.listen("ios:build");
  const answer = await fire({ authorization: `Bearer ${on.info.notify_secret}` });
  expect(answer.status).toBe(200);
  const { id } = await on.latest();
  expect(await answer.json()).toMatchObject({
    broadcast: { ok: true, status: 202 },
    apns: { sent: 50, total: 50, results: [] },
    complete: true,
    announcement: id,
  });
  expect((await until("the broadcast", () => heard[0])).build).toBe(114);
  expect(await on.served(id)).toMatchObject({ tokens: 50 });
  const [announcement] = await on.sql`select is_forced, reason from ship.announcements where id = ${id}`;
  expect(announcement).toEqual({ is_forced: true, reason: "notify-ios-build" });
});
