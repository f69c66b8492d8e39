import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("a job that says right now that it has finished is not missed, and the sweep does not wait for it", () =>
  withDatabase(async ({ connect }) => {
    const [job, sweeper] = [connect(), connect()];
    await job`select given_job('retention', due => '-1 hour')`;
    await job`begin`;
    await job`select ship.heartbeat('retention')`;
    await sweeper`select ship_private.jobs_sweep()`;
    await job`commit`;
    expect(await job`select state, missed_count from ship.jobs`).toEqual([{ state: "ok", missed_count: 0 }]);
    expect(await job`select from ship.invariants`).toEqual([]);
  }));

test("two that fail at once are both told", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    await first`select given_job('retention'), given_job('backup')`;
    await first`begin`;
    await first`select ship.heartbeat('retention', false)`;
    const waiting = second`select ship.heartbeat('backup', false)`.execute();
    await untilBlocked(observer);
    await first`commit`;
    await waiting;
    expect(await observer`select key from ship.invariants where healed_at is null order by key`).toEqual([
      { key: "backup" },
      { key: "retention" },
    ]);
  }));

test("what goes wrong with jobs stops no sweep", () =>
  withDatabase(async ({ connect }) => {
    const sql = connect();
    await sql`select given_job('retention', due => '-1 hour')`;
    await sql`update ship.jobs set cron = '0 0 30 2 *'`;
    expect(await sql`select ship.sweep() ->> 'swept' as swept`).toEqual([{ swept: "true" }]);
    expect(await sql`select state from ship.jobs`).toEqual([{ state: "ok" }]);
  }));
