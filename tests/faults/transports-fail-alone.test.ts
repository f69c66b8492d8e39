import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoadedPlatform, loadSharedPlatform } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";

let on: LoadedPlatform;
beforeAll(async () => {
  on = await loadSharedPlatform({ devices: 100 });
});
afterAll(() => on.stop());

test("with Realtime down, devices and chat are told, and the broadcast follows when it is back (promise 56)", async () => {
  const heard = await on.listen("ios:build");
  await on.control(on.info.realtime.control_url, "PUT", { rest_status: 503 });
  const build = await on.move();
  const { id } = await on.latest();
  await until("the others were told", async () => {
    const rows = await on.sql`
      select from ship.deliveries where announcement_id = ${id} and state = 'delivered'`;
    return rows.length === 2;
  });
  const [broadcast] = await on.sql`
    select state, last_status, last_error, attempt_count
    from ship.deliveries where announcement_id = ${id} and transport = 'broadcast'`;
  expect(broadcast, "the fault struck").toMatchObject({
    last_status: 503,
    last_error: "broadcast_unavailable",
  });
  expect(await on.served(id)).toMatchObject({ tokens: 100 });
  expect(heard.some((one) => one.build === build)).toBe(false);

  await on.control(on.info.realtime.control_url, "PUT", { rest_status: null });
  expect(await on.ended(id, 30_000)).toMatchObject({ broadcast: "delivered" });
  await until("the broadcast", () => heard.some((one) => one.build === build));
});

test("with APNs refusing the key, the run stops and says why, no token is touched, and the others go out (promise 56)", async () => {
  await on.control(on.info.apns.control_url, "PUT", { rules: [{ reason: "InvalidProviderToken" }] });
  await on.move();
  const { id } = await on.latest();
  expect(await on.ended(id)).toEqual({
    broadcast: "delivered",
    telegram: "delivered",
    apns: "failed: InvalidProviderToken",
  });
  const [active] = await on.sql`
    select count(*)::int as devices from ship.device_push_tokens where deactivated_at is null`;
  expect(active?.devices).toBe(100);
  await on.control(on.info.apns.control_url, "DELETE");
});
