import { request } from "node:http";
import { expect, test } from "vitest";
import type { Grant } from "../../../../scripts/stack/code-host/grants.ts";
import { writer } from "../../../support/code-host/hosted.ts";
import { standIn } from "./ask.ts";

const bot: Grant = { ...writer, kind: "workflow", login: "github-actions[bot]", isAdmin: false };
const reader: Grant = { kind: "fine-grained", login: "eve", permissions: { contents: "read" } };
const tokens = { ghs_bot00000000000000: bot, github_pat_reader0000: reader };

test("a call without a User-Agent", async () => {
  const { codeHost } = await standIn();
  const status = await new Promise((resolve) =>
    request(`${codeHost.apiUrl}/repos/acme/shop`, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).end()
  );
  expect(status).toBe(403);
});

test.each<[string, string, Record<string, string>, number]>([
  ["a slash at the end", "/labels/", {}, 404],
  ["a slash in a name that is not encoded", "/branches/a/b/protection", {}, 404],
  ["an unknown version of the API", "", { "x-github-api-version": "2021-01-01" }, 400],
  ["the newer version", "", { "x-github-api-version": "2026-03-10" }, 200],
  ["an unknown path", "/nothing", {}, 404],
])("%s", async (_name, path, headers, status) => {
  const { ask } = await standIn();
  expect((await ask("GET", path, { headers })).status).toBe(status);
});

test("rights: unknown tokens, missing ones, and what would be enough", async () => {
  const { ask, codeHost } = await standIn({ tokens });
  expect(await ask("GET", "", { token: "ghs_nobody00000000000" })).toMatchObject({
    status: 401,
    message: "Bad credentials",
  });
  const label = { body: { name: "a" }, token: "github_pat_reader0000" };
  const refused = await ask("POST", "/labels", label);
  expect(refused).toMatchObject({ status: 403, message: "Resource not accessible by personal access token" });
  expect(refused.headers.get("x-accepted-github-permissions")).toBe("issues=write; pull_requests=write");
  const protection = await ask("GET", "/branches/main/protection", { token: "ghs_bot00000000000000" });
  expect(protection).toMatchObject({ status: 403, message: "Resource not accessible by integration" });
  expect((await ask("GET", "/rules/branches/main", { token: "ghs_bot00000000000000" })).status).toBe(200);
  expect((await ask("GET", "", { token: null })).status).toBe(200);
  expect((await ask("POST", "/labels", { ...label, token: null })).status).toBe(401);
  codeHost.state.isPrivate = true;
  expect((await ask("GET", "", { token: null })).status).toBe(404);
});

test("classic protection: none, a wildcard, no branch, nobody who administers", async () => {
  const classic: Grant = { kind: "classic", login: "ada", scopes: ["repo"] };
  const { ask } = await standIn({ tokens: { ghp_ada00000000000000: classic } });
  const at = (branch: string, token?: string) =>
    ask("GET", `/branches/${encodeURIComponent(branch)}/protection`, token === undefined ? {} : { token });
  expect(await at("main")).toMatchObject({ status: 404, message: "Branch not protected" });
  expect((await at("ma*")).message).toContain("Wildcard");
  expect((await at("gone")).message).toBe("Branch not found");
  expect(await at("main", "ghp_ada00000000000000")).toMatchObject({ status: 404, message: "Not Found" });
});

test("bodies: no JSON, unknown fields, and what is there already", async () => {
  const { ask } = await standIn();
  expect((await ask("POST", "/labels", { body: new Uint8Array([123]) })).status).toBe(400);
  expect((await ask("POST", "/labels", { body: { name: "a", colour: "x" } })).status).toBe(422);
  expect((await ask("POST", "/labels", { body: { name: "a" } })).status).toBe(201);
  expect((await ask("POST", "/labels", { body: { name: "A" } })).body.errors[0].code).toBe("already_exists");
  expect((await ask("POST", "/issues", { body: { title: "t", body: "x".repeat(65_537) } })).status).toBe(422);
  const sha = "0".repeat(40);
  expect(await ask("POST", "/git/refs", { body: { ref: "refs/tags/light", sha } }))
    .toMatchObject({ status: 422, message: "Reference already exists" });
});

test("pages hold at most 100, and name the next", async () => {
  const { ask, codeHost } = await standIn();
  for (let at = 0; at < 101; at++) {
    codeHost.state.labels.push({ name: `${at}`, color: "ffffff", description: "" });
  }
  for (let at = 0; at < 101; at++) {
    codeHost.state.milestones.push({ number: at, title: `${at}`, state: "open" });
  }
  const first = await ask("GET", "/milestones?per_page=500");
  expect(first.body).toHaveLength(100);
  expect(first.headers.get("link")).toMatch(/page=2>; rel="next"/);
  expect((await ask("GET", "/milestones")).body).toHaveLength(30);
  const last = await ask("GET", "/milestones?per_page=100&page=2");
  expect(last.headers.get("link")).not.toContain("next");
});

test("a 304 is free, everything else counts, and an hour ends", async () => {
  let time = 1_800_000_000_000;
  const { ask, codeHost } = await standIn({ now: () => time });
  const { headers } = await ask("GET", "");
  const left = codeHost.state.limit.remaining;
  const again = { headers: { "if-none-match": headers.get("etag") ?? "" } };
  expect((await ask("GET", "", again)).status).toBe(304);
  expect(codeHost.state.limit.remaining).toBe(left);
  codeHost.state.limit.remaining = 0;
  const refused = await ask("GET", "");
  expect(refused).toMatchObject({ status: 403 });
  expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
  time += 3_601_000;
  expect((await ask("GET", "")).status).toBe(200);
});

test("check runs are for apps, the combined status knows none, and what never reported is in no list", async () => {
  const { ask, repository: { main } } = await standIn({
    tokens: { github_pat_checks0000: { ...reader, permissions: { checks: "write" } } },
  });
  const body = { name: "gate", head_sha: main, status: "completed", conclusion: "success" };
  expect((await ask("POST", "/check-runs", { body, token: "github_pat_checks0000" })).status).toBe(403);
  expect((await ask("POST", "/check-runs", { body })).status).toBe(201);
  await ask("POST", "/check-runs", { body: { ...body, conclusion: "failure" } });
  const runs = await ask("GET", `/commits/${main}/check-runs`);
  expect(runs.body).toMatchObject({ total_count: 1, check_runs: [{ conclusion: "failure" }] });
  expect((await ask("GET", `/commits/${main}/status`)).body).toMatchObject({
    state: "pending",
    total_count: 0,
  });
  const status = { state: "success", context: "ci", description: "x".repeat(141) };
  expect((await ask("POST", `/statuses/${main}`, { body: status })).status).toBe(422);
});
