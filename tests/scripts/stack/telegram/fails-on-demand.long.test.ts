import { expect, test } from "vitest";
import { chat, chatId } from "./chat.ts";

const message = { chat_id: chatId, text: "hi" };

test("429 with retry_after for the next two, and the count survives other settings", async () => {
  const { call, set, received } = await chat();
  await set({ rules: [{ error_code: 429, retry_after: 7, next: 2 }] });
  const refused = {
    status: 429,
    ok: false,
    error_code: 429,
    description: "Too Many Requests: retry after 7",
    parameters: { retry_after: 7 },
  };
  expect(await call("sendMessage", message)).toEqual(refused);
  await set({ delay_ms: 1 });
  expect((await received()).settings.rules[0].next).toBe(1);
  expect(await call("sendMessage", message)).toEqual(refused);
  expect((await call("sendMessage", message)).status).toBe(200);
});

test.each([[500, "Internal Server Error"], [502, "Bad Gateway"], [
  403,
  "Forbidden: bot was blocked by the user",
]])(
  "%i, for one method only",
  async (error_code, description) => {
    const { call, set } = await chat();
    await set({ rules: [{ error_code, method: "sendMessage" }] });
    expect(await call("sendMessage", message)).toMatchObject({ status: error_code, description });
    expect((await call("getMe", {})).status).toBe(200);
  },
);

test("a group that became a supergroup: 400 with the new id, which then works", async () => {
  const { call, set } = await chat();
  await set({ migrate_to_chat_id: -1009 });
  expect(await call("sendMessage", message)).toMatchObject({
    status: 400,
    parameters: { migrate_to_chat_id: -1009 },
  });
  expect((await call("sendMessage", { ...message, chat_id: -1009 })).status).toBe(200);
});

test("403 once the bot is kicked", async () => {
  const { call, set } = await chat();
  await set({ is_kicked: true });
  expect(await call("sendMessage", message)).toMatchObject({
    status: 403,
    description: "Forbidden: bot was kicked from the group chat",
  });
});

test("the connection breaks before or after the message is taken, for one call each", async () => {
  const { call, set, received } = await chat();
  await call("sendMessage", message); // so that a connection might be reused
  await set({ rules: [{ drop: "before", next: 1 }, { drop: "after", next: 1 }] });
  await expect(call("sendMessage", message)).rejects.toThrow();
  expect((await received()).messages).toHaveLength(1);
  await expect(call("sendMessage", message)).rejects.toThrow();
  expect((await received()).messages).toHaveLength(2);
  expect((await call("sendMessage", message)).status).toBe(200);
});

test("an answer comes late, and a stop does not wait for it", async () => {
  const { call, set, stop } = await chat();
  await set({ delay_ms: 200 });
  const before = performance.now();
  await call("sendMessage", message);
  expect(performance.now() - before).toBeGreaterThan(190);
  await set({ delay_ms: 600_000 });
  const pending = call("sendMessage", message).catch(() => "cut off");
  await stop();
  await Promise.race([pending, new Promise((_, reject) => setTimeout(reject, 5000))]);
});

test.each([
  ["an unknown setting", { speed: 1 }],
  ["a rule that does nothing", { rules: [{ next: 1 }] }],
  ["retry_after without a 429", { rules: [{ error_code: 500, retry_after: 1 }] }],
  ["an unknown drop", { rules: [{ drop: "never" }] }],
])("refuses %s", async (_name, settings) => {
  const { control } = await chat();
  const { status, body } = await control("PUT", settings);
  expect([status, body.code]).toEqual([422, "settings_invalid"]);
});
