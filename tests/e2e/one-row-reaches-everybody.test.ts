import { afterAll, beforeAll, expect, test } from "vitest";
import { httpFetch } from "../../scripts/runtime.ts";
import { type LoadedPlatform, loadSharedPlatform } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";

let on: LoadedPlatform;
beforeAll(async () => {
  on = await loadSharedPlatform({ devices: 300 });
});
afterAll(() => on.stop());

test("an update of one row reaches the subscriber, every device, the chat and every endpoint (promises 35, 48, 49, 57, 58)", async () => {
  const heard = await on.listen("ios:build");
  const build = await on.move();
  const { id, seq } = await on.latest();

  const event = await until("the broadcast", () => heard.find((one) => one.build === build));
  expect(event).toMatchObject({
    announcement: id,
    seq,
    component: "ios",
    build: 115,
    previous_build: 114,
    version: "1.0",
  });

  expect(await on.ended(id)).toEqual({ broadcast: "delivered", apns: "delivered", telegram: "delivered" });
  expect(await on.served(id)).toMatchObject({ tokens: 300, accepted: 300 });

  const [message] = await on.messages();
  expect(message?.text).toContain("114 → 115");

  const manifest = await (await httpFetch(`${on.info.api_url}/functions/v1/manifest`)).json();
  expect(manifest).toMatchObject({ name: "Nine", build: 131, seq, components: { ios: { build: 115 } } });
  for (const path of ["/version", "/api/version"]) {
    expect(await (await httpFetch(on.info.api_url + path)).json()).toEqual(manifest);
  }

  const redirect = await httpFetch(`${on.info.api_url}/functions/v1/ios`, { redirect: "manual" });
  expect(redirect.status).toBe(302);
  expect(redirect.headers.get("location")).toBe("https://beta.itunes.apple.com/v1/app/1234567890?build=115");
  expect(redirect.headers.get("cache-control")).toBe("no-store");
});

test("a web ship that raises the top-level build tells no iOS app (promises 3, 5, 46)", async () => {
  const onIos = await on.listen("ios:build", on.operator);
  const onDashboard = await on.listen("dashboard:build");
  const before = await on.apns();
  const build = await on.move("dashboard");
  const { id } = await on.latest();

  await until("the dashboard's broadcast", () => onDashboard.find((one) => one.build === build));
  expect(await on.ended(id)).toEqual({ broadcast: "delivered", telegram: "delivered" });
  expect(onIos).toEqual([]);
  expect((await on.apns()).requests).toBe(before.requests);
  const { data } = await on.app.schema("ship").rpc("manifest");
  expect(data).toMatchObject({ build: 132, components: { ios: { build: 115 } } });
});

test("three components raised in one statement make one announcement and one chat message", async () => {
  const before = (await on.messages()).length;
  await on.sql`update ship.components set build = build + 1 where key in ('docs', 'status', 'marketing')`;
  const { id } = await on.latest();
  await on.ended(id);
  const changes = await on.sql`
    select component_key, previous_build, build from ship.announced_changes where announcement_id = ${id} order by 1`;
  expect(changes.map((row) => row.component_key)).toEqual(["docs", "marketing", "status"]);
  expect((await on.messages()).length).toBe(before + 1);
});

test("every step can be audited in SQL", async () => {
  expect(await on.sql`select * from ship.verify_audit()`).toEqual([]);
  const actions = await on.sql`select distinct action from ship.audit_log`;
  expect(actions.map((row) => row.action)).toEqual(
    expect.arrayContaining(["component.added", "build.moved", "delivery.delivered", "builds.insert"]),
  );
  const [text] = await on.sql`select string_agg(detail::text, '') as all_details from ship.audit_log`;
  const [device] = await on.sql`select token from ship.device_push_tokens limit 1`;
  expect(text?.all_details).not.toContain(device?.token);
});
