import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { wakeToken } from "../../../../functions/_shared/contract/wake-token.ts";
import { end, stackUp } from "./slipway.ts";

let up: Awaited<ReturnType<typeof stackUp>>;
beforeAll(async () => {
  up = await stackUp();
});
afterAll(() => end(up));

test("a refused statement is one line of its log, without the key that sent it", async () => {
  const { run, info: { api_url, publishable_key } } = up;
  const denied = await fetch(`${api_url}/rest/v1/device_push_tokens`, {
    headers: { apikey: publishable_key },
  });
  expect([denied.status, (await denied.json()).code]).toEqual([401, "42501"]);
  const lines = () => run.err.filter((line) => line.includes("42501"));
  await vi.waitFor(() => expect(lines()).toHaveLength(1));
  expect(JSON.parse(lines()[0])).toMatchObject({ level: "error", part: "data-api", code: "42501" });
  expect(run.err.join()).not.toContain(publishable_key);
});

test("both version paths and the manifest function give the same answer", async () => {
  const paths = ["/version", "/api/version", "/functions/v1/manifest"];
  const answers = await Promise.all(
    paths.map(async (path) => (await fetch(up.info.api_url + path)).text()),
  );
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0])).toHaveProperty("components");
});

test("supabase-js subscribes through the gateway, and the vault holds what the database needs to call functions", async () => {
  const { api_url, publishable_key, secret_key, db_url } = up.info;
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
  const { api_url, functions } = up.info;
  await (await fetch(`${functions.control_url}/kill`, { method: "POST" })).body?.cancel();
  const version = async () => {
    const response = await fetch(`${api_url}/version`);
    await response.body?.cancel();
    return response.status;
  };
  expect(await version()).toBe(503);
  await vi.waitFor(async () => expect(await version()).toBe(200), { timeout: 60_000 });
});
