import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeError, errorJson } from "../../../scripts/cli/report-error.ts";
import { connect } from "../../../scripts/control-plane/control-plane.ts";
import type { Credential } from "../../../scripts/control-plane/credentials.ts";
import { serveHttp } from "../../../scripts/runtime.ts";
import { type Stack, startStack } from "../../../scripts/stack/stack.ts";
import { refused } from "./refused.ts";

const at = (url: string, key = "sb_secret_0123456789", kind: Credential["kind"] = "secret") =>
  connect({ url, key, kind, source: "/home/ana/.config/slipway/nine.env" });

describe("the local platform", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  test("a wrong key: exit code 4, naming where it came from and not the key", async () => {
    const error = await refused(
      at(stack.info.api_url, "sb_secret_wrong_wrong_wrong").shipStatus("production"),
    );
    expect([error.code, error.exitCode]).toEqual(["credential_refused", 4]);
    expect(error.message).toContain("/home/ana/.config/slipway/nine.env");
    expect(`${error.message}${error.hint}${error.stack}`).not.toContain("wrong_wrong");
  });

  test("a publishable key reads the manifest; for the rest it is refused with 4", async () => {
    const plane = at(stack.info.api_url, stack.info.publishable_key, "publishable");
    expect((await plane.manifest()).components).toEqual({});
    for (
      const call of [
        () => plane.shipStatus("production"),
        () => plane.renewLease({ ship: crypto.randomUUID(), token: 1 }),
      ]
    ) {
      const error = await refused(call());
      expect([error.code, error.exitCode]).toEqual(["credential_refused", 4]);
    }
  });
});

test("nobody listens: control_plane_unreachable, exit code 1", async () => {
  const server = await serveHttp(() => new Response());
  await server.stop();
  const plane = at(server.url);
  for (
    const call of [
      () => plane.shipStatus("production"),
      () => plane.reannounce({ component: "a", reason: "b" }),
    ]
  ) {
    const error = await refused(call());
    expect([error.code, error.exitCode]).toEqual(["control_plane_unreachable", 1]);
  }
});

test.for<[string, () => Response, string, number]>([
  ["a paused project", () => new Response("", { status: 540 }), "control_plane_unreachable", 1],
  [
    "no database",
    () => Response.json({ code: "PGRST000", message: "x" }, { status: 503 }),
    "control_plane_unreachable",
    1,
  ],
  [
    "no migrations",
    () => Response.json({ code: "PGRST202", message: "x" }, { status: 404 }),
    "migrations_missing",
    1,
  ],
  [
    "no exposed schema",
    () => Response.json({ code: "PGRST106", message: "x" }, { status: 406 }),
    "schema_not_exposed",
    1,
  ],
  [
    "a web page",
    () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    "answer_unexpected",
    1,
  ],
  ["another answer", () => Response.json({ held: "perhaps" }), "answer_unexpected", 1],
  [
    "a defect",
    () => Response.json({ code: "XX000", message: "oops" }, { status: 500 }),
    "control_plane_failed",
    1,
  ],
  [
    "a guard",
    () =>
      Response.json({ code: "PT409", message: "build_not_higher", details: "d", hint: "h" }, { status: 409 }),
    "build_not_higher",
    5,
  ],
])("%s", async ([, answer, code, exitCode]) => {
  const server = await serveHttp(answer);
  const error = await refused(at(server.url).renewLease({ ship: "s", token: 1 }));
  expect([error.code, error.exitCode]).toEqual([code, exitCode]);
  await server.stop();
});

test.for(["23514", "23505", "23502", "23503", "22P02", "XX000", "PGRST116"])(
  "what Postgres says of a row with %s goes nowhere",
  async (code) => {
    const details = "Failing row contains (7, hunter2).";
    const server = await serveHttp(() =>
      Response.json({ code, message: "new row violates a constraint", details, hint: details }, {
        status: 400,
      })
    );
    const error = await refused(at(server.url).renewLease({ ship: "s", token: 1 }));
    expect(`${describeError(error)}${JSON.stringify(errorJson(error))}`).not.toContain("hunter2");
    await server.stop();
  },
);

test("a redirect is not followed: the key goes to no other host", async () => {
  const keys: (string | null)[] = [];
  const other = await serveHttp((request) => {
    keys.push(request.headers.get("apikey"));
    return Response.json({});
  });
  const server = await serveHttp(() => Response.redirect(`${other.url}/`, 307));
  expect((await refused(at(server.url).shipStatus("production"))).code).toBe("control_plane_failed");
  expect(keys).toEqual([]);
  await Promise.all([server.stop(), other.stop()]);
});

test("it calls as the Data API wants it, with the key in its header only", async () => {
  const seen: { url: string; headers: Record<string, string>; body: unknown }[] = [];
  const server = await serveHttp(async (request) => {
    seen.push({ url: request.url, headers: Object.fromEntries(request.headers), body: await request.json() });
    return Response.json({ held: true, expires_at: "2026-11-21T10:00:00Z" });
  });
  const held = { ship: "s", token: 7, expires_at: "x", highest_build: 3 };
  await at(`${server.url}/`).renewLease(held);
  await at(server.url, "eyJhbGciOiJIUzI1NiJ9.e30.x").renewLease(held);
  expect(seen[0]).toMatchObject({
    url: `${server.url}/rest/v1/rpc/renew_lease`,
    headers: { "content-profile": "ship", "accept-profile": "ship", apikey: "sb_secret_0123456789" },
    body: { ship: "s", token: 7 },
  });
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x",
  ]);
  await server.stop();
});

test("a heartbeat is sent once more when the connection breaks; the begin of a ship is not", async () => {
  let count = 0;
  const body = JSON.stringify({ held: true, expires_at: null });
  const server = createServer((socket) =>
    socket.once("data", () => {
      if (++count % 2 === 1) socket.destroy();
      else {socket.end(
          `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
        );}
    })
  );
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    })
  );
  const plane = at(`http://127.0.0.1:${port}`);
  expect((await plane.renewLease({ ship: "s", token: 1 })).held).toBe(true);
  expect(count).toBe(2);
  const begun = plane.beginShip({ component: "a", environment: "b", holder: "c", cloneId: "d", targets: [] });
  expect((await refused(begun)).code).toBe("control_plane_unreachable");
  expect(count).toBe(3);
  await new Promise((resolve) => server.close(resolve));
});
