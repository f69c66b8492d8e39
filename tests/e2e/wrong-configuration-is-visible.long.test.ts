import { expect, test } from "vitest";
import { env } from "../../scripts/runtime.ts";
import { startLoadedStack } from "../support/loaded-stack.ts";

test("an APNs key that is no P8 and a missing topic fail in their own rows, and the others still go out", async () => {
  const on = await startLoadedStack({
    devices: 10,
    env: (name) => name === "APNS_AUTH_KEY_P8" ? "this is no key" : env(name),
  });
  try {
    await on.move();
    const first = await on.latest();
    expect(await on.ended(first.id)).toEqual({
      broadcast: "delivered",
      telegram: "delivered",
      apns: "failed: apns_key_invalid",
    });

    await on.sql`
      insert into ship.components (key, label, name, kind) values ('ipad', 'ipad', 'Helper for iPad', 'ios')`;
    await on.sql`select ship.confirm_store_build('ipad', 1, '1.0', now())`;
    await on.move("ipad");
    const second = await on.latest();
    expect(await on.ended(second.id)).toEqual({
      broadcast: "delivered",
      telegram: "delivered",
      apns: "failed: topic_missing",
    });
  } finally {
    await on.stop();
  }
});

test("a transport without credentials ends as skipped, not_configured", async () => {
  const on = await startLoadedStack({
    devices: 10,
    env: (name) => name.startsWith("TELEGRAM_BOT") || name.startsWith("APNS_KEY") ? "" : env(name),
  });
  try {
    await on.move();
    const { id } = await on.latest();
    expect(await on.ended(id)).toEqual({
      broadcast: "delivered",
      telegram: "skipped: not_configured",
      apns: "skipped: not_configured",
    });
  } finally {
    await on.stop();
  }
});
