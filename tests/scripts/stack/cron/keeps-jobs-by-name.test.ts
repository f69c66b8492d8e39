import postgres from "postgres";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type CronFixture, startCronFixture } from "./cron-fixture.ts";

let cron: CronFixture;
beforeAll(async () => void (cron = await startCronFixture()));
afterAll(() => cron.stop());

test("scheduling the same name again replaces the job and keeps its id", async () => {
  const id = await cron.tick("nightly", "0 3 * * *");
  const [again] = await cron.sql`select cron.schedule('nightly', '0 4 * * *', 'select 2') as id`;
  expect(again.id).toBe(id);
  expect(
    await cron
      .sql`select schedule, command, username, database, active from cron.job where jobname = 'nightly'`,
  )
    .toEqual([{
      schedule: "0 4 * * *",
      command: "select 2",
      username: "postgres",
      database: "postgres",
      active: true,
    }]);
});

test("without a name every call makes a job", async () => {
  const rows = await cron.sql`select cron.schedule('0 5 * * *', 'select 5') as id from generate_series(1, 2)`;
  expect(new Set(rows.map((row) => row.id)).size).toBe(2);
});

test("unschedule removes by name and by id, and raises for what is not there", async () => {
  const id = await cron.tick("a", "0 3 * * *");
  await cron.tick("b", "0 3 * * *");
  await cron.sql`select cron.unschedule(${id}::bigint)`;
  await cron.sql`select cron.unschedule('b')`;
  expect(await cron.sql`select from cron.job where jobname in ('a', 'b')`).toHaveLength(0);
  await expect(cron.sql`select cron.unschedule('b')`).rejects.toThrow(
    "could not find valid entry for job 'b'",
  );
  await expect(cron.sql`select cron.unschedule(${id}::bigint)`).rejects.toThrow(
    "could not find valid entry for job",
  );
});

test("alter_job changes what it is given", async () => {
  const id = await cron.tick("altered", "0 3 * * *");
  await cron.sql`select cron.alter_job(${id}, schedule := '7 seconds', active := false)`;
  expect(await cron.sql`select schedule, active, jobname from cron.job where jobid = ${id}`)
    .toEqual([{ schedule: "7 seconds", active: false, jobname: "altered" }]);
  await expect(cron.sql`select cron.alter_job(0, active := true)`).rejects.toThrow("does not exist");
});

test.each([
  "60 seconds",
  "0 seconds",
  "* * * *",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "* * * 13 *",
  "* * * * 8",
  "5/10 * * * *",
  "*/0 * * * *",
  "*/60 * * * *",
  "@Daily",
  "@never",
  "* * $1 * *",
  "* * * foo *",
  "10 second ",
  "10 seconds ago",
  "-10 seconds",
  "soon",
  "",
])("the schedule '%s' is refused", async (schedule) => {
  await expect(cron.sql`select cron.schedule('refused', ${schedule}, 'select 1')`)
    .rejects.toMatchObject({ code: "22023", message: `invalid schedule: ${schedule}` });
});

test.each([
  "1 second",
  "59 seconds",
  "10 SECONDS",
  "10seconds",
  " +10  seconds ",
  "0 0 $ * *",
  "*/5 1-3,7 * jan-mar mon",
  "0-30/10 * * * 7",
  // Never due.
  "3-1 * * * *",
  "0 0 30 2 *",
  // What follows the fifth field is ignored.
  "0 3 * * * 2026",
  "\n0 3 * * *\n",
  "@daily",
  "@reboot",
])(
  "the schedule '%s' is accepted",
  async (schedule) => {
    const [row] = await cron
      .sql`select cron.schedule_in_database('accepted', ${schedule}, 'select 1', 'postgres', active := false) as id`;
    expect(row.id).toMatch(/^\d+$/);
  },
);

test("postgres reads cron.job and may not write to it", async () => {
  for (
    const statement of [
      "update cron.job set active = false",
      "delete from cron.job",
      "insert into cron.job default values",
    ]
  ) {
    await expect(cron.sql.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
  }
  await cron.sql`delete from cron.job_run_details where end_time < now()`;
});

test("postgres schedules for nobody else, and the API roles for nobody", async () => {
  await expect(
    cron.sql`select cron.schedule_in_database('x', '1 second', 'select 1', 'postgres', 'supabase_admin')`,
  )
    .rejects.toMatchObject({ code: "XX000", message: "must be superuser to create a job for another role" });
  const asAnon = cron.sql.begin(async (sql) => {
    await sql`set local role anon`;
    await sql`select cron.schedule('1 second', 'select 1')`;
  });
  await expect(asAnon).rejects.toMatchObject({ code: "42501" });
});

test("a job that was switched off stays off when it is scheduled again", async () => {
  const id = await cron.tick("off", "0 3 * * *");
  await cron.sql`select cron.alter_job(${id}, active := false)`;
  expect(await cron.tick("off", "0 4 * * *")).toBe(id);
  await cron
    .sql`select cron.schedule_in_database('off', '0 5 * * *', 'select 1', 'postgres', active := true)`;
  expect(await cron.sql`select schedule, active from cron.job where jobid = ${id}`)
    .toEqual([{ schedule: "0 5 * * *", active: false }]);
});

test("the same name under another user is another job, which only its owner or a superuser removes", async () => {
  const own = await cron.tick("shared", "0 3 * * *");
  const superuser = postgres(cron.database.superuserUrl, { max: 1 });
  onTestFinished(() => superuser.end({ timeout: 1 }));
  const [{ id: theirs }] = await superuser`select cron.schedule('shared', '0 4 * * *', 'select 1') as id`;
  expect(theirs).not.toBe(own);
  expect(await superuser`select username from cron.job where jobname = 'shared' order by username`)
    .toEqual([{ username: "postgres" }, { username: "supabase_admin" }]);

  await expect(cron.sql`select cron.unschedule(${theirs}::bigint)`).rejects.toMatchObject({ code: "42501" });
  await expect(cron.sql`select cron.alter_job(${theirs}, active := false)`).rejects.toThrow(
    "you don't own it",
  );
  await cron.sql`select cron.unschedule('shared')`;
  expect(await superuser`select jobid from cron.job where jobname = 'shared'`).toEqual([{ jobid: theirs }]);
  await superuser`select cron.unschedule('shared')`;
});

test.each([
  ["schedule(null::text, '0 3 * * *', 'select 1')", "job_name can not be NULL"],
  ["schedule('x', null, 'select 1')", "schedule can not be NULL"],
  ["schedule('x', '0 3 * * *', null)", "command can not be NULL"],
  ["schedule_in_database(null, '0 3 * * *', 'select 1', 'postgres')", "job_name can not be NULL"],
  ["alter_job(null, active := false)", "job_id can not be NULL"],
  ["alter_job(1)", "no updates specified"],
])("cron.%s is refused", async (call, message) => {
  await expect(cron.sql.unsafe(`select cron.${call}`)).rejects.toMatchObject({ code: "XX000", message });
});

test.each(["schedule(null, 'select 1')", "unschedule(null::text)", "unschedule(null::bigint)"])(
  "cron.%s does nothing and answers NULL",
  async (call) => {
    expect(await cron.sql.unsafe(`select cron.${call} as answer`)).toEqual([{ answer: null }]);
  },
);
