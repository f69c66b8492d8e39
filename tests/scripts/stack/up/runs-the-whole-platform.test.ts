import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { wakeToken } from "../../../../functions/_shared/contract/wake-token.ts";
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

test("a refused statement is one line of its log, without the key that sent it", async () => {
  const { run, info: { api_url, publishable_key } } = first;
  const denied = await fetch(`${api_url}/rest/v1/device_push_tokens`, {
    headers: { apikey: publishable_key },
  });
  expect([denied.status, (await denied.json()).code]).toEqual([401, "42501"]);
  const lines = () => run.err.filter((line) => line.includes("42501"));
  await vi.waitFor(() => expect(lines()).toHaveLength(1));
  expect(JSON.parse(lines()[0])).toMatchObject({ level: "error", part: "data-api", code: "42501" });
  expect(run.err.join()).not.toContain(publishable_key);
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

test("both version paths and the manifest function give the same answer", async () => {
  const paths = ["/version", "/api/version", "/functions/v1/manifest"];
  const answers = await Promise.all(
    paths.map(async (path) => (await fetch(first.info.api_url + path)).text()),
  );
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0])).toHaveProperty("components");
});

test("supabase-js subscribes through the gateway, and the vault holds what the database needs to call functions", async () => {
  const { api_url, publishable_key, secret_key, db_url } = first.info;
  const client = createClient(api_url, publishable_key);
  const heard: unknown[] = [];
  const channel = client.channel("web:build").on(
    "broadcast",
    { event: "build-available" },
    ({ payload }) => heard.push(payload),
  );
  await new Promise((resolve) => channel.subscribe(resolve));

  const sql = postgres(db_url, { max: 1 });
  await sql`
    select net.http_post(
      url := (select decrypted_secret from vault.decrypted_secrets where name = 'project_url') || '/realtime/v1/api/broadcast',
      headers := jsonb_build_object('Content-Type', 'application/json', 'apikey', ${secret_key}::text),
      body := '{"messages":[{"topic":"web:build","event":"build-available","payload":{"build":1}}]}')`;
  await vi.waitFor(() => expect(heard).toEqual([{ build: 1 }]), { timeout: 60_000 });

  const secrets =
    await sql`select name, decrypted_secret as value from vault.decrypted_secrets order by name`;
  expect([...secrets]).toEqual([
    { name: "project_url", value: api_url },
    { name: "wake_token", value: await wakeToken(secret_key) },
  ]);
  await sql.end();
  await client.removeAllChannels();
});

test("functions that are killed answer 503, then come back", async () => {
  const { api_url, functions } = first.info;
  await (await fetch(`${functions.control_url}/kill`, { method: "POST" })).body?.cancel();
  const version = async () => {
    const response = await fetch(`${api_url}/version`);
    await response.body?.cancel();
    return response.status;
  };
  expect(await version()).toBe(503);
  await vi.waitFor(async () => expect(await version()).toBe(200), { timeout: 60_000 });
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
