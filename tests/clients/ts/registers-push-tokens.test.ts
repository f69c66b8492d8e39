import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createBed } from "./support/bed.ts";
import { type FeedServer, startFeedServer } from "./support/feed-server.ts";

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
});
beforeEach(() => {
  server.devices.length = 0;
  server.log.length = 0;
  server.fail(null);
});
afterAll(() => server.stop());

const token = { token: "9f4c", environment: "production", topic: "com.example.app" } as const;
const id = "11111111-2222-3333-4444-555555555555";

test("it says what it is, where it is and what it speaks, and learns the current build", async () => {
  const { updates } = createBed(server, { os: "18.1", channel: "beta", installationId: id });
  expect(await updates.registerPush({ ...token, kind: "device", locale: "nb-NO" })).toEqual({
    ok: true,
    currentBuild: 131,
  });
  expect(server.devices).toEqual([{
    ...token,
    component: "web",
    channel: "beta",
    kind: "device",
    installed_build: 100,
    installation_id: id,
    os_version: "18.1",
    locale: "nb-NO",
  }]);
});

test("what it does not know it leaves out; live is said, so that a tester can leave a channel", async () => {
  const { updates } = createBed(server, { build: null, installationId: "no uuid" });
  expect((await updates.registerPush(token)).ok).toBe(true);
  expect(server.devices).toEqual([{ ...token, component: "web", channel: "live" }]);
});

test("the id of a first launch is in the registration", async () => {
  const { updates } = createBed(server);
  await updates.registerPush(token);
  expect(server.devices).toMatchObject([{ installation_id: updates.installationId }]);
});

test("a token can be taken back", async () => {
  const { updates } = createBed(server);
  const mine = { ...token, kind: "device" };
  expect(await updates.unregisterPush(mine)).toMatchObject({ ok: true });
  expect(server.devices).toEqual([{ token: token.token, topic: token.topic }]);
  expect(server.log).toEqual(["DELETE devices 204"]);
});

describe("it never throws:", () => {
  test.each<[string, () => Response, unknown]>([
    ["a code of the server", () => Response.json({ code: "topic_unknown", message: "…" }, { status: 422 }), {
      ok: false,
      code: "topic_unknown",
      status: 422,
      retryAfterMs: 0,
    }],
    [
      "a limit",
      () =>
        Response.json({ code: "registration_limited" }, { status: 429, headers: { "retry-after": "60" } }),
      {
        ok: false,
        code: "registration_limited",
        status: 429,
        retryAfterMs: 60_000,
      },
    ],
    [
      "a build that is being moved",
      () => Response.json({ code: "registration_busy" }, { status: 503, headers: { "retry-after": "2" } }),
      {
        ok: false,
        code: "registration_busy",
        status: 503,
        retryAfterMs: 2_000,
      },
    ],
    ["a page of somebody else", () => new Response("<html>", { status: 502 }), {
      ok: false,
      code: "http_502",
      status: 502,
      retryAfterMs: 0,
    }],
  ])("%s", async (_, answer, result) => {
    server.fail(answer);
    expect(await createBed(server).updates.registerPush(token)).toEqual(result);
  });

  test("no network", async () => {
    const { updates } = createBed(server, { fetch: () => Promise.reject(new TypeError("offline")) });
    expect(await updates.registerPush(token)).toMatchObject({ ok: false, code: "network", status: null });
  });

  test("the wrong key", async () => {
    const { updates } = createBed(server, { publishableKey: "sb_publishable_wrong" });
    expect(await updates.registerPush(token)).toMatchObject({
      ok: false,
      code: "credential_missing",
      status: 401,
    });
  });
});
