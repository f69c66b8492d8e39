import { describe, expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { check } from "../../../functions/check/index.ts";
import { devices } from "../../../functions/devices/index.ts";
import { heartbeat } from "../../../functions/heartbeat/index.ts";
import { ios } from "../../../functions/ios/index.ts";
import { manifest } from "../../../functions/manifest/index.ts";
import { notifyIosBuild } from "../../../functions/notify-ios-build/index.ts";
import { push } from "../../../functions/push/index.ts";
import { updates } from "../../../functions/updates/index.ts";
import { Project, publishableKey, raised } from "../support/project.ts";
import { bare, device, get } from "../support/requests.ts";
import { feed } from "../support/rows.ts";

const good = { component: "ios", token: "abcdef", environment: "production" };

function preflight(method: string): Request {
  return bare({
    method: "OPTIONS",
    headers: {
      origin: "https://app.test",
      "access-control-request-method": method,
      "access-control-request-headers": "apikey,content-type",
    },
  });
}

/** Names of headers that say something about other origins. */
function corsHeaders({ headers }: Response): string[] {
  return [...headers.keys()].filter((name) => name.startsWith("access-control-"));
}

describe.each(
  [
    ["manifest", manifest, "GET", "GET, HEAD, OPTIONS", ["etag", "retry-after"]],
    ["updates/ios/live", updates, "GET", "GET, HEAD, OPTIONS", [
      "etag",
      "retry-after",
      "x-slipway-signature",
    ]],
    ["check?component=ios", check, "GET", "GET, HEAD, OPTIONS", ["retry-after"]],
    ["devices", devices, "POST", "POST, DELETE, OPTIONS", ["retry-after"]],
  ] as const,
)("%s", (path, endpoint, method, methods, exposed) => {
  test("a preflight is answered for a day, without a credential, the environment or the database", async () => {
    const project = new Project();
    for (const name of Object.keys(project.env)) delete project.env[name];
    const response = await project.serve(endpoint)(preflight(method));
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-methods")).toBe(methods);
    expect(response.headers.get("access-control-max-age")).toBe("86400");
    const allowed = response.headers.get("access-control-allow-headers")?.split(", ");
    expect(allowed).toEqual(
      expect.arrayContaining([
        "apikey",
        "authorization",
        "content-type",
        "if-none-match",
        "x-client-info",
        "x-installation-id",
      ]),
    );
    expect(project.calls).toEqual([]);
  });

  test("a page may read the answer and the headers that it acts on", async () => {
    const project = new Project();
    project.rpc.manifest = () => ({ name: "Nine", build: 1, seq: 1, components: {} });
    project.rpc.register_device = () => ({ registered: true, component: "ios", current_build: 131 });
    project.rpc.update_feed = () => feed();
    project.rpc.check_update = () => ({ kind: "up-to-date", can_skip: true, reason: "no_newer_build" });
    const response = await project.serve(endpoint)(method === "GET" ? get(path) : device(good));
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-expose-headers")?.split(", ")).toEqual(exposed);
  });

  test("a wrong method and a broken environment, too", async () => {
    const project = new Project();
    const wrong = await project.serve(endpoint)(bare({ method: "PUT" }));
    delete project.env.SUPABASE_URL;
    const broken = await project.serve(endpoint)(bare({ method }));
    expect([wrong.status, broken.status]).toEqual([405, 500]);
    for (const { headers } of [wrong, broken]) expect(headers.get("access-control-allow-origin")).toBe("*");
  });
});

test.each<[number, RequestInit | undefined, Response | undefined]>([
  [401, { headers: { apikey: "sb_publishable_other" } }, undefined],
  [415, { headers: { apikey: publishableKey } }, undefined],
  [422, undefined, raised(422, "topic_unknown")],
  [429, undefined, Response.json({ registered: false, retry_after_s: 60 })],
  [503, undefined, new Response("gone", { status: 500 })],
])("devices: a page may read a refusal with %i", async (status, init, answer) => {
  const project = new Project();
  project.rpc.register_device = () => answer;
  const response = await project.serve(devices)(device(good, init));
  expect(response.status).toBe(status);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect((await response.json()).code).toMatch(/^[a-z_]+$/);
});

test.each([
  ["announce", announce],
  ["push", push],
  ["notify-ios-build", notifyIosBuild],
  ["heartbeat", heartbeat],
  ["ios", ios],
])("%s is not for scripts of a page: no preflight, nothing about origins", async (_, endpoint) => {
  const project = new Project();
  project.rpc.manifest = () => ({ name: "Nine", build: 1, seq: 1, components: {} });
  const handle = project.serve(endpoint);
  const [method = ""] = endpoint.methods;
  const refused = await handle(preflight(method));
  expect(refused.status).toBe(405);
  for (const response of [refused, await handle(bare({ method }))]) {
    expect(corsHeaders(response)).toEqual([]);
  }
});
