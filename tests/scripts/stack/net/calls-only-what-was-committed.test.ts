import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../../support/until.ts";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

let net: NetFixture;
beforeAll(async () => void (net = await startNetFixture()));
afterAll(() => net.stop());

test("a call that is rolled back is never made, and its id is gone", async () => {
  const before = Number(await net.post("/before"));
  const rollback = net.sql.begin(async (sql) => {
    await sql`select net.http_post(${`${net.url}/rolled-back`})`;
    throw new Error("undo");
  });
  await expect(rollback).rejects.toThrow("undo");
  const after = await net.post("/after");

  expect(Number(after)).toBe(before + 2);
  await net.response(after);
  expect(net.at("/rolled-back")).toEqual([]);
});

test("the worker is woken once per transaction, and not by a rollback", async () => {
  let wakes = 0;
  const { unlisten } = await net.sql.listen("pg_net_wake", () => wakes++);
  await net.sql`select net.http_post(${`${net.url}/many`}) from generate_series(1, 50)`;
  await net.sql.begin(async (sql) => {
    await sql`select net.http_post(${`${net.url}/undone`})`;
    throw new Error("undo");
  }).catch(() => {});
  await net.sql`select pg_notify('pg_net_wake', 'the end')`;
  await until("the last notification", () => wakes >= 2);
  await unlisten();

  expect(wakes).toBe(2);
  await until("50 calls", () => net.at("/many").length === 50);
});

test("a row that is inserted directly waits for the next call", async () => {
  // The worker looks again for a second after it did something: let it fall asleep first.
  await net.response(await net.post("/tire-it"));
  await until("sleep", async () => {
    const [row] = await net.sql`
      select now() - state_change > interval '1.2 seconds' as asleep
      from pg_stat_activity
      where application_name = 'pg_net worker' and query not like 'listen%'
      order by state_change desc
      limit 1`;
    return row?.asleep;
  });
  await net
    .sql`insert into net.http_request_queue (method, url, timeout_milliseconds) values ('GET', ${`${net.url}/direct`}, 1000)`;
  expect(net.at("/direct")).toEqual([]);

  await net.response(await net.post("/wakes-it"));
  expect(net.at("/direct")).toHaveLength(1);
});

test("any role may call, as hosted", async () => {
  const path = "/as-anon";
  await net.sql.begin(async (sql) => {
    await sql`set local role anon`;
    await sql`select net.http_get(${net.url + path})`;
  });
  await until("the call", () => net.at(path).length === 1);
});
