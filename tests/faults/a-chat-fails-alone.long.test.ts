import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoadedPlatform, loadSharedPlatform } from "../support/loaded-stack.ts";

let on: LoadedPlatform;
beforeAll(async () => {
  on = await loadSharedPlatform({ devices: 100 });
});
afterAll(() => on.stop());

test("with the chat refusing, the failure stays in its row and the others go out", async () => {
  await on.control(on.info.telegram.control_url, "PUT", { is_kicked: true });
  await on.move();
  const { id } = await on.latest();
  const states = await on.ended(id);
  expect(states).toMatchObject({ broadcast: "delivered", apns: "delivered" });
  expect(states.telegram).toMatch(/^failed: telegram_/);
  await on.control(on.info.telegram.control_url, "DELETE");
});
