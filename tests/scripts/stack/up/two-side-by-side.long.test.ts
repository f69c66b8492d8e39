import { afterAll, beforeAll, expect, test } from "vitest";
import { end, stackUp } from "./slipway.ts";

const replaced = {
  APNS_TEAM_ID: "TEAM123456",
  TELEGRAM_CHAT_ID: "-42",
  NOTIFY_IOS_BUILD_SECRET: "one-that-the-team-chose",
  APNS_SANDBOX_URL: "https://127.0.0.1:9",
};

let first: Awaited<ReturnType<typeof stackUp>>;
let second: Awaited<ReturnType<typeof stackUp>>;
beforeAll(async () => {
  [first, second] = await Promise.all([stackUp(), stackUp([], { env: replaced })]);
});
afterAll(async () => {
  await Promise.all([end(first), end(second)]);
});

test("two stacks run side by side with keys of their own", async () => {
  const [one, two] = [first.info, second.info];
  for (const name of ["db_url", "api_url", "publishable_key", "secret_key"] as const) {
    expect(one[name]).not.toBe(two[name]);
  }
  const url = (api: string) => `${api}/rest/v1/rpc/manifest`;
  const call = (api: string, apikey: string) =>
    fetch(url(api), { method: "POST", headers: { apikey, "content-profile": "ship" } }).then(({ status }) =>
      status
    );
  expect(await call(one.api_url, one.publishable_key)).toBe(200);
  expect(await call(two.api_url, one.publishable_key)).toBe(401);
});

test("variables of its environment replace values one by one", async () => {
  expect(second.info).toMatchObject({
    notify_secret: replaced.NOTIFY_IOS_BUILD_SECRET,
    apns: {
      sandbox_url: replaced.APNS_SANDBOX_URL,
      production_url: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
    },
  });
  const notify = (secret: string) =>
    fetch(`${second.info.api_url}/functions/v1/notify-ios-build`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
    }).then(async (response) => (await response.body?.cancel(), response.status));
  expect(await notify(replaced.NOTIFY_IOS_BUILD_SECRET)).not.toBe(401);
  expect(await notify(first.info.notify_secret)).toBe(401);
});

test("Postgres that is killed answers 503; after the restart rows and API are there again", async () => {
  const { api_url, postgres: { control_url }, publishable_key } = first.info;
  const act = async (action: string) =>
    (await fetch(`${control_url}/${action}`, { method: "POST" })).body?.cancel();
  const call = async () => {
    const headers = { apikey: publishable_key, "content-profile": "ship" };
    const response = await fetch(`${api_url}/rest/v1/rpc/manifest`, { method: "POST", headers });
    await response.body?.cancel();
    return response.status;
  };
  await act("kill");
  expect(await call()).toBe(503);
  await act("restart");
  expect(await call()).toBe(200);
});
