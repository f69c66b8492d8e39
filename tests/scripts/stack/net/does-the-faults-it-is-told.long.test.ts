import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { until } from "../../../support/until.ts";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

let net: NetFixture;
beforeAll(async () => void (net = await startNetFixture()));
afterEach(() => net.control("DELETE"));
afterAll(() => net.stop());

test.each([
  { drop: "hint", arrives: ["sweep", ""] },
  { drop: "sweep", arrives: ["hint", ""] },
  { drop: "all", arrives: [] },
  { drop: "none", arrives: ["hint", "sweep", ""] },
])("drop $drop", async ({ drop, arrives }) => {
  await net.control("PUT", { drop });
  for (const wake of ["hint", "sweep", ""]) await net.post(`/${drop}/${wake}`, { wake });
  await until("an empty queue", async () => (await net.sql`select from net.http_request_queue`).length === 0);

  const arrived = ["hint", "sweep", ""].filter((wake) => net.at(`/${drop}/${wake}`).length === 1);
  expect(arrived).toEqual(arrives);
  const { dropped, sent } = await net.counters();
  expect(dropped.hint + dropped.sweep + dropped.other).toBe(3 - arrives.length);
  expect(sent.hint).toBe(arrives.includes("hint") ? 1 : 0);
  const answered = await net
    .sql`select content from net._http_response where content like ${`hello /${drop}/%`}`;
  expect(answered).toHaveLength(arrives.length);
});

test("duplicate sends every call twice, and stores one answer", async () => {
  await net.control("PUT", { duplicate: true });
  const id = await net.post("/twice", { wake: "hint" });
  await net.response(id);
  await until("two calls", () => net.at("/twice").length === 2);
  expect(await net.sql`select from net._http_response where id = ${id}`).toHaveLength(1);
  expect((await net.counters()).duplicated).toEqual({ hint: 1, sweep: 0, other: 0 });
});

test("delay_ms holds a call back", async () => {
  await net.control("PUT", { delay_ms: 150 });
  const [{ at: asked }] = await net.sql`select clock_timestamp() as at`;
  const id = await net.post("/late", { wake: "sweep" });
  await net.response(id);
  const [{ at: answered }] = await net.sql`select clock_timestamp() as at`;
  expect(answered - asked).toBeGreaterThanOrEqual(150);
  expect((await net.counters()).delayed).toEqual({ hint: 0, sweep: 1, other: 0 });
});

test("batch_size 1 makes one call after the other", async () => {
  await net.control("PUT", { batch_size: 1 });
  await net.sql`select net.http_post(${net.url} || path) from unnest(array['/slow/101', '/next']) as path`;
  await until("both", () => net.at("/next").length === 1);
  expect(await net.sql`select from net._http_response where content = 'hello /slow/101'`).toHaveLength(1);
});

test("settings that are unknown or wrong are refused, all of them, and change nothing", async () => {
  const { status, json } = await net.control("PUT", { drop: "some", speed: 1, mood: 2 });
  expect(status).toBe(422);
  expect(json.code).toBe("settings_invalid");
  for (const name of ["drop", "speed", "mood"]) expect(json.message).toContain(name);
  expect((await net.control()).json.settings).toMatchObject({ drop: "none" });
  expect((await net.control("PUT")).json.code).toBe("body_not_json");
  expect((await net.control("POST", undefined, "/dance")).json.code).toBe("action_unknown");
  expect((await net.control("PATCH")).json.code).toBe("method_not_allowed");
});

test("DELETE restores the defaults and forgets the counters", async () => {
  await net.control("PUT", { drop: "all", duplicate: true });
  await net.control("DELETE");
  expect((await net.control()).json).toMatchObject({
    settings: { drop: "none", duplicate: false, delay_ms: 0 },
  });
  expect((await net.counters()).dropped).toEqual({ hint: 0, sweep: 0, other: 0 });
});
