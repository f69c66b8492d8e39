import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { VerificationError, verify } from "../../../scripts/deploy/verify.ts";
import { mask } from "../../../scripts/cli/mask.ts";
import type { Verify } from "../../../scripts/manifest/schema.ts";
import { serveHttp } from "../../../scripts/runtime.ts";
import { type FixtureApp, startFixtureApp } from "../../support/web/fixture-app.ts";
import { makeBed, type Wishes } from "./bed.ts";

let app: FixtureApp;
beforeEach(async () => {
  app = await startFixtureApp();
  onTestFinished(app.stop);
});

const short = { timeout_s: 0.05 };
const environments = (url: string) => ({
  environments: {
    staging: { branch: "main", url: `${url}/` },
    production: { branch: "production", announces: true },
  },
});

/** What was seen of probes that are written as in version.json, in `staging`. */
async function ask(probes: object[], wishes: Wishes = {}) {
  const bed = await makeBed({ ship: environments(app.url), ...wishes });
  const environment = { ...bed.context.environment, name: "staging", url: app.url };
  const asked: Verify[] = JSON.parse(JSON.stringify(probes.map((probe) => ({ ...short, ...probe }))));
  return await verify({ ...bed.context, environment }, asked, { build: 7 })
    .then(({ results }) => results, (error) => {
      if (error instanceof VerificationError) return error.results;
      throw error;
    });
}

const health = {
  url: "{url}/health",
  expect: [
    { json: "/ok", equals: true },
    { json: "/database", equals: "ok" },
    { json: "/email", one_of: ["configured", "sandbox"] },
  ],
};
const noKey = { url: "{url}/ingest", method: "POST", body: { events: [] }, status: 401 };
const noSession = { url: "{url}/errors", status: 401 };

describe("promise 127: several requests, and what each must answer", () => {
  test("promise 127: health, an ingest without a key and errors without a session are as they should be", async () => {
    const results = await ask([health, noKey, noSession]);
    expect(results.map(({ state }) => state)).toEqual(["passed", "passed", "passed"]);
    expect(results.map(({ probe }) => probe)).toEqual([
      '{url}/health /ok = true, /database = "ok", /email one of "configured", "sandbox"',
      "POST {url}/ingest answers 401",
      "{url}/errors answers 401",
    ]);
  });

  test.each<[string, (app: FixtureApp) => void, number, string]>([
    [
      "a database that is down",
      (app) => app.health = { ok: true, database: "down", email: "configured" },
      0,
      'has down at /database, expected /database = "ok"',
    ],
    ["an ingest that takes everything", (app) => app.isIngestOpen = true, 1, "answered 202, expected 401"],
    ["a body that is no JSON", (app) => app.health = "<html>", 0, "answered no JSON"],
  ])("promise 127: %s is named", async (_name, change, index, saw) => {
    change(app);
    const results = await ask([health, noKey, noSession]);
    expect(results.filter(({ state }) => state === "failed")).toEqual([results[index]]);
    expect(results[index]?.saw).toContain(saw);
  });

  test("a redirect is looked at where it is expected, and followed everywhere else", async () => {
    const toLogin = { url: "{url}/", status: 302, location: "/login" };
    expect((await ask([toLogin]))[0]).toMatchObject({ state: "passed", saw: "answered 302" });
    const elsewhere = await ask([{ url: "{url}/", location: "/register" }, {
      url: "{url}/",
      location: "/login?next=x",
    }]);
    expect(elsewhere.map(({ saw }) => saw)).toEqual([
      "answered 302 and leads to /login?next=%2F, expected /register",
      "answered 302 and leads to /login?next=%2F, expected /login?next=x",
    ]);
    expect((await ask([{ url: "{url}/", status: 200 }]))[0]?.state).toBe("passed");
    app.isDashboardOpen = true;
    expect((await ask([toLogin]))[0]).toMatchObject({ state: "failed", saw: "answered 200, expected 302" });
  });
});

describe("an answer holds what is expected of it", () => {
  test.each<[unknown, object, string]>([
    [{ a: 7 }, { equals: 7 }, ""],
    [{ a: "7" }, { equals: 7 }, ""],
    [{ a: 8 }, { equals: 7 }, "has 8 at /a"],
    [{ a: "7" }, { equals: true }, "has 7 at /a"],
    [{}, { equals: null }, "has nothing at /a"],
    [{ a: null }, { equals: null }, ""],
    [{ a: [] }, { exists: true }, ""],
    [{ a: 1 }, { exists: false }, "has something at /a"],
    [{ a: null }, { exists: true }, "has nothing at /a"],
    [{ a: "v1.2" }, { matches: "^v\\d" }, ""],
    [{ a: 1 }, { matches: "1" }, "has 1 at /a"],
    [{ a: `${"a".repeat(60)}b` }, { matches: "^(a+)+$" }, "takes longer"],
    [{ a: "12" }, { at_least: 12 }, ""],
    [{ a: 11.5 }, { at_least: 12 }, "has 11.5 at /a"],
    [{ a: "many" }, { at_least: 0 }, "has many at /a"],
    [{ a: { deep: true } }, { equals: "x" }, 'has {"deep":true} at /a'],
  ])("%j beside %j", async (served, check, saw) => {
    app.health = served;
    const [result] = await ask([{ url: "{url}/health", expect: [{ json: "/a", ...check }] }]);
    expect(result?.state).toBe(saw === "" ? "passed" : "failed");
    expect(result?.saw).toContain(saw);
  });

  test("everything that disagrees is named at once, the build included", async () => {
    app.health = { build: 6, seq: "no number" };
    const expected = [{ json: "/a", exists: true }, { json: "/b", exists: true }];
    const [result] = await ask([{ url: "{url}/health", json: "/build", expect: expected }]);
    expect(result?.saw).toBe("served 6; has nothing at /a; has nothing at /b");
  });
});

test("a secret is named, filled in where it is sent, and masked wherever the answer repeats it", async () => {
  const secret = `tok"en-${"x".repeat(20)}`;
  const echo = await serveHttp(async (request) =>
    Response.json({ auth: request.headers.get("authorization"), body: await request.json() })
  );
  onTestFinished(echo.stop);
  const probe = {
    url: echo.url,
    method: "POST",
    headers: { authorization: "Bearer {env:PROBE_TOKEN}" },
    body: { token: "{env:PROBE_TOKEN}" },
    expect: [{ json: "/auth", equals: "none" }, { json: "/body/token", exists: true }],
  };
  const [result] = await ask([probe], { env: { PROBE_TOKEN: secret } });
  // what it was sent came as it is, quotes and all
  expect(result?.saw).toContain(`Bearer ${secret}`);
  expect(mask.apply(result?.saw ?? "")).not.toContain(secret);
  const [missing] = await ask([probe]);
  expect(missing).toMatchObject({ state: "failed", saw: "could not be asked: PROBE_TOKEN is not set" });
});

test("a probe is repeated as often as it says, and only asked where it says", async () => {
  let count = 0;
  const server = await serveHttp(() => new Response(null, { status: ++count < 3 ? 503 : 204 }));
  onTestFinished(server.stop);
  const often = { url: server.url, status: 204, timeout_s: 60 };
  expect((await ask([{ ...often, retry: 1 }]))[0]).toMatchObject({
    state: "failed",
    saw: "answered 503, expected 204",
  });
  expect(count).toBe(2);
  expect((await ask([{ ...often, retry: 1 }]))[0]?.state).toBe("passed");
  expect(await ask([{ ...often, in: ["production"] }])).toEqual([]);
});
