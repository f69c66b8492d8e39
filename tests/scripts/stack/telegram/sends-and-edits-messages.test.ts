import { afterAll, beforeEach, expect, test } from "vitest";
import { chatId, startChat, token } from "./chat.ts";

const { call, post, control, received, stop } = await startChat();
afterAll(stop);
beforeEach(() => control("DELETE"));

const good = {
  chat_id: chatId,
  text: "<b>Shipped</b>",
  parse_mode: "HTML",
  link_preview_options: { is_disabled: true },
};

test("a message in HTML is kept as it was sent and as it is read", async () => {
  const { status, ok, result } = await call("sendMessage", good);
  expect([status, ok, result?.text]).toEqual([200, true, "Shipped"]);
  const { messages, totals } = await received();
  expect(totals).toEqual({ calls: 1, messages: 1, refused: {} });
  expect(messages).toMatchObject([{
    message_id: result?.message_id,
    chat_id: `${chatId}`,
    source: "<b>Shipped</b>",
    text: "Shipped",
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    entities: [{ type: "bold", offset: 0, length: 7 }],
  }]);
  expect(messages[0].at_ms).toBeGreaterThan(Date.now() - 60_000);
});

test("without parse_mode, tags are text", async () => {
  expect((await call("sendMessage", { chat_id: chatId, text: "<b>&" })).result?.text).toBe("<b>&");
});

test.each([
  [
    "a form",
    new URLSearchParams({ chat_id: `${chatId}`, text: "hi", link_preview_options: '{"is_disabled":true}' }),
  ],
  [
    "a multipart form",
    (() => {
      const form = new FormData();
      form.set("chat_id", `${chatId}`);
      form.set("text", "hi");
      return form;
    })(),
  ],
])("takes %s", async (_name, body) => {
  expect((await post(`/bot${token}/sendMessage`, { body })).result?.text).toBe("hi");
});

test("message ids rise", async () => {
  const first = (await call("sendMessage", good)).result?.message_id ?? 0;
  await control("DELETE");
  expect((await call("sendMessage", good)).result?.message_id).toBe(first + 1);
});

test.each([
  ["no chat", { chat_id: undefined }, "Bad Request: chat_id is empty"],
  ["an unknown chat", { chat_id: 1 }, "Bad Request: chat not found"],
  ["no text", { text: undefined }, "Bad Request: message text is empty"],
  ["text that is empty once parsed", { text: "<b> </b>" }, "Bad Request: message text is empty"],
  ["4097 units", { text: "x".repeat(4097) }, "Bad Request: message is too long"],
  ["2049 emoji", { text: "👍".repeat(2049) }, "Bad Request: message is too long"],
  ["another parse mode", { parse_mode: "MarkdownV3" }, "Bad Request: unsupported parse_mode"],
  [
    "bad tags",
    { text: "<h1>x</h1>" },
    `Bad Request: can't parse entities: Unsupported start tag "h1" at byte offset 0`,
  ],
  [
    "link options that are no object",
    { link_preview_options: "no" },
    `Bad Request: can't parse parameter "link_preview_options"`,
  ],
])("refuses %s", async (_name, change, description) => {
  const { status, ok, error_code, description: said } = await call("sendMessage", { ...good, ...change });
  expect([status, ok, error_code, said]).toEqual([400, false, 400, description]);
  expect((await received()).totals).toEqual({ calls: 1, messages: 0, refused: { [description]: 1 } });
});

test("4096 units after parsing pass, whatever the tags add", async () => {
  const text = `<b>${"&lt;".repeat(2096)}${"👍".repeat(1000)}</b>`;
  expect((await call("sendMessage", { ...good, text })).status).toBe(200);
});

test("a message is edited, once per change", async () => {
  const { result } = await call("sendMessage", good);
  const edit = { ...good, message_id: result?.message_id, text: "<b>Done</b>" };
  expect((await call("editMessageText", edit)).result?.text).toBe("Done");
  expect((await call("editMessageText", edit)).description).toMatch(
    /^Bad Request: message is not modified: /,
  );
  expect((await received()).messages).toMatchObject([{ text: "Done", edited_at_ms: expect.any(Number) }]);
});

test.each([
  ["an unknown message", { message_id: 999 }, "Bad Request: message to edit not found"],
  ["no message", { message_id: undefined }, "Bad Request: message identifier is not specified"],
])("edits no %s", async (_name, change, description) => {
  expect((await call("editMessageText", { ...good, ...change })).description).toBe(description);
});

test.each([
  ["a token of no bot", `/bot1:abc/sendMessage`, 401, "Unauthorized"],
  ["what is no token", "/botabc/sendMessage", 404, "Not Found"],
  ["an unknown method", `/bot${token}/sendCarrierPigeon`, 404, "Not Found"],
  ["another path", "/", 404, "Not Found"],
])("refuses %s", async (_name, path, code, description) => {
  const { status, ok, error_code, description: said } = await call("", good, path);
  expect([status, ok, error_code, said]).toEqual([code, false, code, description]);
  expect((await received()).messages).toEqual([]);
});
