import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../../support/until.ts";
import { type CronFixture, startCronFixture } from "./cron-fixture.ts";

let cron: CronFixture;
beforeAll(async () => void (cron = await startCronFixture()));
afterAll(() => cron.stop());

test.concurrent("an interval job runs first N seconds after it was scheduled, then every N seconds, as its role", async () => {
  const [{ at: scheduled }] = await cron.sql`select clock_timestamp() as at`;
  const id = await cron.tick("each", "1 second");
  const rows = await until("two runs", async () => {
    const found = await cron.ticks("each");
    return found.length >= 2 && found;
  });
  await cron.sql`select cron.unschedule('each')`;
  expect(rows[0].at - scheduled).toBeGreaterThan(900);
  expect(rows[1].at - rows[0].at).toBeGreaterThan(900);
  expect(rows[0].role).toBe("postgres");

  const [run] = await cron.details(id);
  expect(run).toMatchObject({
    status: "succeeded",
    return_message: "INSERT 0 1",
    username: "postgres",
    database: "postgres",
  });
  expect(run.job_pid).toBeGreaterThan(0);
  expect(run.end_time - run.start_time).toBeGreaterThanOrEqual(0);
  expect((await cron.control()).runs).toContainEqual(
    expect.objectContaining({ jobname: "each", status: "succeeded" }),
  );
});

test.concurrent("a failing job is recorded and runs again; rows are counted", async () => {
  const [{ bad, good }] = await cron.sql`
    select cron.schedule('bad', '1 second', 'select 1 / 0') as bad,
      cron.schedule('good', '1 second', 'select 1 union select 2') as good`;
  const [first] = await until("two failures", async () => {
    const found = await cron.details(bad);
    return found.length >= 2 && found;
  });
  expect(first).toMatchObject({ status: "failed", return_message: "ERROR:  division by zero" });
  expect((await cron.details(good))[0]).toMatchObject({ status: "succeeded", return_message: "2 rows" });
  await cron.sql`select cron.unschedule('bad'), cron.unschedule('good')`;
});

test.concurrent("one instance of a job at a time", async () => {
  const [{ id }] = await cron.sql`select cron.schedule('slow', '1 second', 'select pg_sleep(1.3)') as id`;
  const runs = await until("two runs", async () => {
    const found = await cron.details(id);
    return found.length >= 2 && found;
  });
  await cron.sql`select cron.unschedule('slow')`;
  expect(runs[1].start_time - runs[0].end_time).toBeGreaterThanOrEqual(0);
});

test("while paused nothing runs, and nothing is made up", async () => {
  await cron.control("PUT", { paused: true });
  const id = await cron.tick("paused", "1 second");
  await until("two missed runs", async () => (await cron.control()).missed >= 2);
  expect(await cron.details(id)).toHaveLength(0);

  await cron.control("DELETE");
  const [{ at: resumed }] = await cron.sql`select clock_timestamp() as at`;
  const rows = await until("a run", async () => {
    const found = await cron.ticks("paused");
    return found.length >= 1 && found;
  });
  await cron.sql`select cron.unschedule('paused')`;
  expect(rows).toHaveLength(1);
  expect(rows[0].at - resumed).toBeGreaterThanOrEqual(0);
});

test("a killed Postgres: what ran is marked failed and never ends, and jobs go on", async () => {
  const [{ id }] = await cron.sql`select cron.schedule('cut', '1 second', 'select pg_sleep(30)') as id`;
  await until(
    "it runs",
    async () => (await cron.sql`select from cron.job_run_details where jobid = ${id}`).length === 1,
  );
  await cron.database.kill9();
  await cron.database.restart();

  const run = await until("the record", async () => {
    const [found] = await cron.sql`
      select status, return_message, start_time, end_time from cron.job_run_details where jobid = ${id} order by runid limit 1`;
    return found?.status === "failed" && found;
  });
  expect(run).toMatchObject({ return_message: "server restarted", end_time: null });
  expect(run.start_time).toBeInstanceOf(Date);
  await cron.sql`select cron.unschedule('cut')`;
  await cron.tick("after", "1 second");
  await until("a run after the crash", async () => (await cron.ticks("after")).length > 0);
});

test("@reboot runs when the scheduler starts, once", async () => {
  await cron.tick("reboot", "@reboot");
  await cron.tick("other", "1 second");
  await until("another job", async () => (await cron.ticks("other")).length > 0);
  expect(await cron.ticks("reboot")).toHaveLength(0);

  await cron.database.restart();
  await until("the run", async () => (await cron.ticks("reboot")).length > 0);
  await until("another job again", async () => (await cron.ticks("other")).length > 2);
  expect(await cron.ticks("reboot")).toHaveLength(1);
  await cron.sql`select cron.unschedule('reboot'), cron.unschedule('other')`;
});
