import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeJwt } from "jose";
import { serveHttp } from "../../../../scripts/runtime.ts";
import { startGateway } from "../../../../scripts/stack/gateway/gateway.ts";
import { keys, serveGateway } from "./serve-gateway.ts";

let gateway: Awaited<ReturnType<typeof serveGateway>>;
beforeAll(async () => gateway = await serveGateway());
afterAll(() => gateway.stop());

const seen = async (path: string, init?: RequestInit) => await (await fetch(gateway.url + path, init)).json();

test.each([
  ["/rest/v1/components?select=key", "/rest/v1/components", "?select=key"],
  ["/realtime/v1/api/broadcast", "/realtime/v1/api/broadcast", ""],
  ["/functions/v1/echo/more?a=1", "/echo/more", "?a=1"],
  ["/version", "/manifest", ""],
  ["/api/version", "/manifest", ""],
])("%s arrives as %s", async (path, pathname, search) => {
  expect(await seen(path)).toMatchObject({ method: "GET", pathname, search });
});

test("method and body are passed on", async () => {
  const init = { method: "POST", body: '{"a":1}', headers: { "content-type": "application/json" } };
  expect(await seen("/functions/v1/echo", init)).toMatchObject({ method: "POST", body: '{"a":1}' });
});

test.each(["/rest/v1/x", "/functions/v1/echo"])(
  "%s: only the gateway says where a request comes from",
  async (path) => {
    const names = [
      "x-forwarded-for",
      "x-real-ip",
      "forwarded",
      "true-client-ip",
      "cf-connecting-ip",
      "x-forwarded-host",
    ];
    const { headers } = await seen(path, {
      headers: Object.fromEntries(names.map((name) => [name, "6.6.6.6"])),
    });
    expect(JSON.stringify(headers)).not.toContain("6.6.6.6");
    expect(headers).toMatchObject({ "x-forwarded-for": "127.0.0.1", "cf-connecting-ip": "127.0.0.1" });
  },
);

describe("Authorization, as a function sees it", () => {
  const authorization = async (headers: HeadersInit) =>
    (await seen("/functions/v1/echo", { headers })).headers.authorization;

  test("stays when it is no opaque key", async () => {
    expect(await authorization({ authorization: "Bearer abc", apikey: keys.secret })).toBe("Bearer abc");
  });
  test.each([["publishable", "anon"], ["secret", "service_role"]] as const)(
    "of a %s key is the role %s",
    async (kind, role) => {
      const apikey = keys[kind];
      for (const extra of [[], [["authorization", `Bearer ${apikey}`]]]) {
        const headers = Object.fromEntries([["apikey", apikey], ...extra]);
        expect(decodeJwt((await authorization(headers)).slice("Bearer ".length)).role).toBe(role);
      }
    },
  );
  test("of a foreign key is that key, which opens nothing", async () => {
    expect(await authorization({ apikey: "sb_secret_foreign" })).toBe("sb_secret_foreign");
  });
  test("is absent without a key of its own header", async () => {
    expect(await authorization({})).toBeUndefined();
    expect(await authorization({ authorization: `Bearer ${keys.secret}` })).toBeUndefined();
  });
});

test.each([
  ["/functions/v1/nobody", 404, "NOT_FOUND"],
  ["/functions/v1/broken", 503, "BOOT_ERROR"],
  ["/functions/v1/", 404, "not_found"],
  ["/storage/v1/object", 404, "not_found"],
  ["/", 404, "not_found"],
])("%s is answered %i %s", async (path, status, code) => {
  const response = await fetch(gateway.url + path);
  expect([response.status, (await response.json()).code]).toEqual([status, code]);
});

test("a body over 10 MB is refused, with and without a length", async () => {
  const large = new Uint8Array(10_000_001);
  for (const body of [large, new Blob([large]).stream()]) {
    const response = await fetch(`${gateway.url}/rest/v1/rpc/x`, { method: "POST", body });
    expect([response.status, (await response.json()).code]).toEqual([413, "body_too_large"]);
  }
});

test("functions that are down are answered 503 at once, and work again when they are back", async () => {
  gateway.setUp(false);
  const response = await fetch(`${gateway.url}/functions/v1/echo`);
  expect([response.status, (await response.json()).code]).toEqual([503, "BOOT_ERROR"]);
  gateway.setUp(true);
  expect((await fetch(`${gateway.url}/functions/v1/echo`)).status).toBe(200);
});

test("a function that is gone without notice is answered 503", async () => {
  const other = await serveGateway();
  await other.stopUpstream();
  const response = await fetch(`${other.url}/functions/v1/echo`);
  expect([response.status, (await response.json()).code]).toEqual([503, "BOOT_ERROR"]);
  await other.stop();
});

test("a service that is not there yet is answered 503", async () => {
  const bare = await startGateway({ keys });
  for (const path of ["/rest/v1/x", "/realtime/v1/api/broadcast", "/functions/v1/manifest", "/version"]) {
    expect((await fetch(bare.url + path)).status).toBe(503);
  }
  await bare.stop();
});

test("redirects, statuses and headers come through; a web page arrives as plain text, as on the hosted domain", async () => {
  const other = await serveGateway((request) =>
    new URL(request.url).pathname === "/echo"
      ? new Response(null, {
        status: 302,
        headers: { location: "https://example.com/", "cache-control": "no-store" },
      })
      : new Response("<p>", { headers: { "content-type": "text/html", etag: '"strong"' } })
  );
  const redirect = await fetch(`${other.url}/functions/v1/echo`, { redirect: "manual" });
  expect([redirect.status, redirect.headers.get("location")]).toEqual([302, "https://example.com/"]);
  const page = await fetch(`${other.url}/version`);
  expect([page.headers.get("content-type"), page.headers.get("etag")]).toEqual(["text/plain", '"strong"']);
  await page.body?.cancel();
  await other.stop();
});

test("several gateways run side by side on ports of their own", async () => {
  const [one, two] = await Promise.all([startGateway({ keys }), startGateway({ keys })]);
  const taken = await serveHttp(() => new Response());
  expect(new Set([one.url, two.url, taken.url]).size).toBe(3);
  await Promise.all([one.stop(), two.stop(), taken.stop()]);
});
