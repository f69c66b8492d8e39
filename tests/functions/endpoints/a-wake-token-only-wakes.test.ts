import { describe, expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { ascWebhook } from "../../../functions/asc-webhook/index.ts";
import { devices } from "../../../functions/devices/index.ts";
import { wakeToken } from "../../../functions/_shared/contract/wake-token.ts";
import type { Endpoint } from "../../../functions/_shared/endpoint/endpoint.ts";
import type { PushRuntime } from "../../../functions/_shared/push/create-worker.ts";
import { heartbeat } from "../../../functions/heartbeat/index.ts";
import { notifyIosBuild } from "../../../functions/notify-ios-build/index.ts";
import { push } from "../../../functions/push/index.ts";
import { Project, secretKey } from "../support/project.ts";
import { bare, refusal } from "../support/requests.ts";

const token = await wakeToken(secretKey);
const foreignToken = await wakeToken("sb_secret_of_another_project");
const woken = { announce, push, ascWebhook };
const post = (headers: Record<string, string>, body?: string) => bare({ method: "POST", headers, body });

test("it is what the database makes of the same key", async () => {
  expect(await wakeToken("sb_secret_x")).toBe(
    "slipway_wake_fdddc35a0ec374d6f8007d88bf11845256005ca268adbe2fa2188b53cc1b2f88",
  );
});

describe.each(Object.entries(woken))("%s", (_, endpoint) => {
  test.each([["default", secretKey], ["another", "sb_secret_cron_0123456789"]])(
    "wakes by the token of the %s key, as pg_net calls it",
    async (_, key) => {
      const project = new Project();
      project.rpc.claim_deliveries = () => [];
      project.rpc.claim_push_batch = () => null;
      project.rpc.claim_store_looks = () => [];
      const headers = { "x-slipway-token": await wakeToken(key), "content-type": "application/json" };
      expect((await project.serve(endpoint)(post(headers, "{}"))).status).toBe(202);
      // the function asks the database with its own key
      expect(project.calls.map(({ apikey }) => apikey)).toEqual([secretKey]);
    },
  );

  test("takes no orders with it", async () => {
    const project = new Project();
    const headers = { "x-slipway-token": token, "content-type": "application/json" };
    const answer = await refusal(await project.serve(endpoint)(post(headers, `{"build": 131}`)));
    expect(answer).toMatchObject({ status: 422, code: "body_invalid" });
    expect(project.calls).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ["of another project", { "x-slipway-token": foreignToken }],
    ["empty", { "x-slipway-token": "" }],
    ["cut", { "x-slipway-token": token.slice(0, -1) }],
    ["the key itself", { "x-slipway-token": secretKey }],
    ["wrong beside a good key", { "x-slipway-token": "wrong", apikey: secretKey }],
  ])("refuses one that is %s, without any work", async (_, headers) => {
    const project = new Project();
    const answer = await refusal(await project.serve(endpoint)(post(headers)));
    expect(answer).toMatchObject({ status: 401, code: "credential_invalid" });
    expect(project.calls).toEqual([]);
  });
});

const opensNothing: [string, Endpoint<PushRuntime>, Record<string, string>][] = [
  ["devices", devices, { "x-slipway-token": token }],
  ["notifyIosBuild", notifyIosBuild, { "x-slipway-token": token }],
  ["heartbeat", heartbeat, { "x-slipway-token": token }],
  ...Object.entries({ ...woken, devices, notifyIosBuild, heartbeat }).flatMap((
    [name, endpoint],
  ): typeof opensNothing => [
    [name, endpoint, { apikey: token }],
    [name, endpoint, { authorization: `Bearer ${token}` }],
  ]),
];

test.each(opensNothing)(
  "%s: shown where other credentials are it opens nothing, and the refusal says so",
  async (
    _,
    endpoint,
    headers,
  ) => {
    const project = new Project();
    const answer = await refusal(await project.serve(endpoint)(post(headers, "{}")));
    expect(answer).toMatchObject({ status: 403, code: "wake_token_only_wakes", keys: ["code", "message"] });
    expect(project.calls).toEqual([]);
    expect(project.lines.join()).not.toContain(token);
  },
);
