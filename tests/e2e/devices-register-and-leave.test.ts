import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoadedPlatform, loadSharedPlatform } from "../support/loaded-stack.ts";

let on: LoadedPlatform;
beforeAll(async () => {
  on = await loadSharedPlatform();
});
afterAll(() => on.stop());

const token = "ab".repeat(32);
const device = { component: "ios", token: token.toUpperCase(), environment: "sandbox", installed_build: 114 };

test("a device registered through the function is pushed to at its own host, and not after it left (promise 51)", async () => {
  const registered = await on.app.functions.invoke("devices", { body: device });
  expect(registered.data).toEqual({ registered: true, component: "ios", current_build: 114 });

  await on.move();
  const first = await on.latest();
  await on.ended(first.id);
  const got = await on.control(`${on.info.apns.control_url}/token/${token}`);
  expect(got).toMatchObject({
    notifications: [{
      status: 200,
      environment: "sandbox",
      build: 115,
      announcement: first.id,
      collapse_id: "ios-build-available",
      topic: "test.example.helper",
      push_type: "alert",
      priority: "10",
      payload: {
        aps: { alert: { title: "Helper", body: "Build 115 is on TestFlight. Tap to install." } },
        component: "ios",
        build: 115,
      },
    }],
  });

  const left = await on.app.functions.invoke("devices", {
    method: "DELETE",
    body: { token, topic: "test.example.helper" },
  });
  expect(left.error).toBeNull();
  await on.move();
  const second = await on.latest();
  await on.ended(second.id);
  expect(await on.served(second.id)).toMatchObject({ tokens: 0 });
});

test("a device that says the wrong environment is served, and the correction is kept", async () => {
  const misled = "cd".repeat(32);
  await on.control(on.info.apns.control_url, "PUT", { token_environments: { [misled]: "sandbox" } });
  await on.app.functions.invoke("devices", { body: { ...device, token: misled, environment: "production" } });
  await on.move();
  const { id } = await on.latest();
  await on.ended(id);
  expect(await on.served(id)).toMatchObject({ tokens: 1, accepted: 1 });
  const [row] = await on.sql`
    select apns_environment, reported_apns_environment from ship.device_push_tokens where token = ${misled}`;
  expect(row).toMatchObject({ apns_environment: "sandbox", reported_apns_environment: "production" });
});
