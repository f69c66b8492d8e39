import { describe, expect, test } from "vitest";
import { problemsOf } from "../../../scripts/manifest/problems.ts";

const api = {
  name: "API",
  kind: "server",
  build: 1,
  paths: ["api"],
  deploy: { type: "command", run: "true" },
};
const manifest = (more: object, ship: object = {}) => ({
  name: "Nine",
  build: 1,
  ship,
  components: { api: { ...api, ...more } },
});
const problems = (more: object, ship: object = {}) =>
  problemsOf(manifest(more, ship)).problems.map(({ pointer, what }) => `${pointer} ${what}`);
const verify = (...probes: unknown[]) => problems({ verify: probes });

const staging = { branch: "main", announces: true, url: "https://stg.example.test/" };
const production = { branch: "production" };

test("promise 127: every form of a probe", () => {
  const probes = [
    { url: "https://a.test/v", json: "/build" },
    { url: "https://a.test/v", regex: "BUILD=(\\d+)", timeout_s: 5, retry: 0 },
    {
      url: "{url}/health",
      expect: [{ json: "/ok", equals: true }, { json: "/b", one_of: ["a", null] }],
      every: "15m",
    },
    { url: "{url}", status: [301, 302], location: "/login", in: ["staging"] },
    {
      type: "http",
      url: "{url}?a=1",
      method: "POST",
      headers: { "x-api-key": "{env:KEY}" },
      body: [],
      status: 401,
    },
    { type: "supabase", in: ["staging"] },
    { type: "sql", query: "select 1 as n", expect: [{ json: "/0/n", at_least: 1 }] },
    { type: "browser", script: "verify/journey.mjs", env: ["PASSWORD"], optional: true, name: "the journey" },
  ];
  expect(problems({ verify: probes }, { environments: { staging } })).toEqual([]);
});

describe("what is wrong with a probe is named at its place", () => {
  test.each<[object, string]>([
    [
      { url: "https://a.test" },
      "/components/api/verify/0/url proves nothing: json, regex, status, location or expect is missing",
    ],
    [{ url: "ftp://a.test", status: 200 }, "/components/api/verify/0/url an address that begins with"],
    [
      { url: "https://user:pw@a.test", status: 200 },
      "/components/api/verify/0/url an address that begins with",
    ],
    [{ url: "{url}x", status: 200 }, "/components/api/verify/0/url an address that begins with"],
    [
      { url: "https://a.test", json: "/a", regex: "b" },
      "/components/api/verify/0/regex the build is in one place",
    ],
    [{ url: "https://a.test", status: 200, body: "x" }, "/components/api/verify/0/body GET has no body"],
    [{ url: "https://a.test", status: 700 }, "/components/api/verify/0/status"],
    [
      { url: "https://a.test", status: 200, location: "/x" },
      "/components/api/verify/0/location only an answer of 300 to 399",
    ],
    [
      { url: "https://a.test", location: "/x", json: "/a" },
      "/components/api/verify/0/location a redirect is not followed",
    ],
    [{ url: "https://a.test", status: 200, headers: { "a b": "c" } }, "/components/api/verify/0/headers"],
    [
      { url: "https://a.test", status: 200, headers: { a: "b\r\nc: d" } },
      "/components/api/verify/0/headers/a one line",
    ],
    [
      { url: "https://a.test", expect: [{ json: "/a" }] },
      "/components/api/verify/0/expect/0 needs exactly one of",
    ],
    [
      { url: "https://a.test", expect: [{ json: "/a", equals: 1, exists: true }] },
      "/components/api/verify/0/expect/0 needs exactly one of",
    ],
    [
      { url: "https://a.test", expect: [{ json: "/a", matches: "(" }] },
      "/components/api/verify/0/expect/0/matches",
    ],
    [
      { url: "https://a.test", status: 200, every: "soon" },
      "/components/api/verify/0/every minutes, hours or days",
    ],
    [{ url: "https://a.test", status: 200, statsu: 1 }, "/components/api/verify/0/statsu is not a known key"],
    [
      { type: "ping", url: "https://a.test" },
      "/components/api/verify/0/type type is none of http, supabase, sql and browser",
    ],
    [{ type: "sql", query: "select 1" }, "/components/api/verify/0/expect"],
    [{ type: "browser", script: "../journey.mjs" }, "/components/api/verify/0/script"],
    [
      { type: "browser", script: "a.mjs", env: ["A=B"] },
      "/components/api/verify/0/env/0 the name of a variable",
    ],
    [
      { url: "https://a.test", status: 200, in: ["staging"] },
      "/components/api/verify/0/in/0 there is no environment staging",
    ],
  ])("%j", (probe, problem) => {
    expect(verify(probe)).toEqual([expect.stringContaining(problem)]);
  });
});

test("{url} needs the address of every environment where it is asked", () => {
  const probe = { url: "{url}/health", status: 200 };
  const at = "/components/api/verify/0/url {url} needs";
  expect(verify(probe)).toEqual([`${at} ship.environments.production.url`]);
  const environments = { staging, production };
  expect(problems({ verify: [probe] }, { environments })).toEqual([`${at} ship.environments.production.url`]);
  expect(problems({ verify: [{ ...probe, in: ["staging"] }] }, { environments })).toEqual([]);
  const elsewhere = { staging, production: { ...production, components: ["web"] } };
  expect(problems({ verify: [probe] }, { environments: elsewhere }).filter((one) => one.includes("{url}")))
    .toEqual([]);
});

describe("promises 129, 130, 131, 132: lists of variables", () => {
  const env = (more: object) => ({ env: { source: { type: "file", path: ".env" }, ...more } });

  test("of names, of names for some environments, and of rules", () => {
    const lists = {
      required: ["DATABASE_URL", { name: "MAIL_KEY", in: ["production"] }],
      recommended: ["SENTRY_DSN"],
      never: [{ name: "DEBUG", in: ["production"] }],
      rules: [{ name: "APP_ORIGIN", origin: true }, {
        name: "NODE_ENV",
        equals: "production",
        in: ["production"],
      }],
    };
    expect(problems(env(lists))).toEqual([]);
    for (
      const source of [{ type: "command", run: "print-env" }, { type: "supabase" }, {
        type: "file",
        path: "{environment}.env",
      }]
    ) {
      expect(problems({ env: { source } })).toEqual([]);
    }
  });

  test.each<[object, string]>([
    [{ env: {} }, "/components/api/env/source"],
    [
      { env: { source: { type: "vault" } } },
      "/components/api/env/source/type type is none of command, file, supabase and ssh-unit",
    ],
    [env({ required: ["A=B"] }), "/components/api/env/required/0"],
    [
      env({ required: [{ name: "A", in: ["staging"] }] }),
      "/components/api/env/required/0/in/0 there is no environment staging",
    ],
    [
      env({ rules: [{ name: "A" }] }),
      "/components/api/env/rules/0 needs exactly one of origin, url, equals, one_of, regex",
    ],
    [env({ rules: [{ name: "A", regex: "[" }] }), "/components/api/env/rules/0/regex"],
    [
      env({ required: ["A"], never: [{ name: "A", in: ["production"] }] }),
      "/components/api/env/never/0 A is required as well",
    ],
    [
      { env: { source: { type: "ssh-unit", target: "vps" } } },
      "/components/api/env/source/target there is no target vps",
    ],
    [{ env: { source: { type: "ssh-unit", target: "vps", unit: "-x" } } }, "/components/api/env/source"],
  ])("%j is named at its place", (more, problem) => {
    expect(problems(more)[0]).toContain(problem);
  });
});
