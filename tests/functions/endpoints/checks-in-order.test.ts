import { expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { ascWebhook } from "../../../functions/asc-webhook/index.ts";
import { check } from "../../../functions/check/index.ts";
import { devices } from "../../../functions/devices/index.ts";
import { heartbeat } from "../../../functions/heartbeat/index.ts";
import { ios } from "../../../functions/ios/index.ts";
import { manifest } from "../../../functions/manifest/index.ts";
import { notifyIosBuild } from "../../../functions/notify-ios-build/index.ts";
import { push } from "../../../functions/push/index.ts";
import { updates } from "../../../functions/updates/index.ts";
import { Project, secretKey } from "../support/project.ts";
import { bare, refusal } from "../support/requests.ts";

const handlers = {
  announce,
  push,
  notifyIosBuild,
  devices,
  manifest,
  ios,
  updates,
  check,
  heartbeat,
  ascWebhook,
};
const json = "application/json";
const big = `{"a":"${"x".repeat(9_000)}"}`;

async function call(name: keyof typeof handlers, init: RequestInit) {
  const project = new Project();
  return await refusal(await project.serve(handlers[name])(bare(init)));
}

test.each(
  [
    ["announce", "GET", "POST"],
    ["push", "DELETE", "POST"],
    ["notifyIosBuild", "GET", "POST"],
    ["heartbeat", "GET", "POST"],
    ["devices", "GET", "POST, DELETE, OPTIONS"],
    ["manifest", "POST", "GET, HEAD, OPTIONS"],
    ["ios", "POST", "GET, HEAD"],
    ["updates", "POST", "GET, HEAD, OPTIONS"],
    ["check", "POST", "GET, HEAD, OPTIONS"],
    ["ascWebhook", "GET", "POST"],
  ] as const,
)("%s refuses %s before it looks at a credential, and allows %s", async (name, method, allow) => {
  const answer = await call(name, { method });
  expect(answer).toMatchObject({ status: 405, code: "method_not_allowed" });
  expect(answer.headers.get("allow")).toBe(allow);
});

test.each([
  ["content type before size", big, "text/plain", 415, "content_type_unsupported"],
  ["no content type", "{}", "", 415, "content_type_unsupported"],
  ["size before JSON", `no json ${big}`, json, 413, "body_too_large"],
  ["JSON before schema", "{", json, 400, "body_not_json"],
  ["UTF-8", new Uint8Array([0x22, 0xff, 0x22]), json, 400, "body_not_json"],
  ["schema: not an object", "[]", json, 422, "body_invalid"],
  ["schema: unknown keys", '{"a":1}', "Application/JSON; charset=utf-8", 422, "body_invalid"],
])("%s", async (_, body, type, status, code) => {
  for (const name of ["announce", "push", "devices"] as const) {
    const headers = { apikey: secretKey, "content-type": type };
    expect(await call(name, { method: "POST", headers, body })).toMatchObject({ status, code });
  }
});

test("a body without a length is cut off at the limit, not read to its end", async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++pulled > 1_000) controller.close();
      else controller.enqueue(new Uint8Array(512).fill(32));
    },
  });
  const headers = { apikey: secretKey, "content-type": json };
  expect(await call("announce", { method: "POST", headers, body })).toMatchObject({ status: 413 });
  expect(pulled).toBeLessThan(10);
});
