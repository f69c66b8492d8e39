import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../../support/until.ts";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

let net: NetFixture;
beforeAll(async () => void (net = await startNetFixture()));
afterAll(() => net.stop());

test("a killed Postgres comes back with empty tables, and ids from 1", async () => {
  await net.response(await net.post("/before"));
  await net.post("/slow/5000");
  await until("the call under way", () => net.at("/slow/5000").length === 1);

  await net.database.kill9();
  await net.restart();

  expect(await net.sql`select from net._http_response`).toHaveLength(0);
  expect(await net.post("/after")).toBe("1");
  await net.response("1");
  expect(net.at("/slow/5000")).toHaveLength(1);
});

test("the crash action does the same to a Postgres that lives", async () => {
  await net.post("/slow/5001");
  await until("the call under way", () => net.at("/slow/5001").length === 1);
  expect((await net.control("POST", undefined, "/crash")).status).toBe(200);

  expect(await net.post("/again")).toBe("1");
  expect((await net.response("1")).content).toBe("hello /again");
  expect(net.at("/slow/5001")).toHaveLength(1);
});

test("a connection that is lost in the middle of a batch repeats the batch", async () => {
  const id = await net.post("/slow/300");
  await until("the call under way", () => net.at("/slow/300").length === 1);
  const superuser = postgres(net.database.superuserUrl, { max: 1 });
  await superuser`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pg_net worker'`;
  await superuser.end();

  await net.response(id);
  expect(net.at("/slow/300")).toHaveLength(2);
});

test("the worker comes back at once when Postgres is killed in the middle of many batches", async () => {
  const writer = postgres(net.database.ownerUrl, { max: 2 });
  const flood = (async () => {
    for (;;) await writer`select net.http_post(${`${net.url}/flood`})`;
  })().catch(() => {});
  await until("many calls", () => net.at("/flood").length > 100);
  await net.database.kill9();
  // A client of postgres.js that loses its connection while it writes may wait for ever.
  await Promise.race([flood, writer.end({ timeout: 0 })]);
  await net.restart();

  const id = await net.post("/after-the-flood");
  await until("the call", () => net.at("/after-the-flood").length === 1, 5_000);
  await net.response(id);
});
