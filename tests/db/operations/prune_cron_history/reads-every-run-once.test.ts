import { afterAll, beforeAll, expect, test } from "vitest";
import { type Databases, type Sql, startDatabases } from "../../../support/database.ts";

let databases: Databases;
let owner: Sql;
/** pg_cron's worker, which alone writes the history. */
let cron: Sql;
beforeAll(async () => {
  databases = await startDatabases();
  const database = await databases.create();
  owner = database.connect();
  const superuser = new URL(databases.superuserUrl);
  superuser.pathname = new URL(database.url).pathname;
  cron = database.connect({ username: superuser.username, password: superuser.password });
});
afterAll(() => databases?.stop());

const ours = "select ship.sweep()";

async function ran(command: string, age: string, amount = 1, hasEnd = true): Promise<void> {
  await cron`
    insert into cron.job_run_details (jobid, username, command, status, start_time, end_time)
    select 99, 'postgres', ${command}, 'succeeded', now() - ${age}::interval, case when ${hasEnd} then now() - ${age}::interval end
    from generate_series(1, ${amount})`;
}

async function kept(command: string): Promise<number> {
  const [row] = await cron<{ count: number }[]>`
    select count(*)::integer as count from cron.job_run_details where command = ${command}`;
  return row?.count ?? -1;
}

test("old runs of the sweep go, slice by slice, and what was passed is never read again", async () => {
  await owner`select ship.sweep()`;
  // the job is gone: only its history is there
  await ran(ours, "2 days", 3);
  // a run that a crash has cut short
  await ran(ours, "2 days", 1, false);
  await ran("vacuum", "2 days", 6000);
  await ran(ours, "2 days");
  await ran(ours, "1 hour", 2);

  await owner`select ship_private.prune()`;
  expect(await kept(ours)).toBe(3);
  await owner`select ship_private.prune()`;
  expect(await kept(ours)).toBe(2);
  expect(await kept("vacuum")).toBe(6000);

  await cron`analyze cron.job_run_details`;
  const read = await owner.begin(async (tx) => {
    const rowsRead = async () => {
      const [row] = await tx<{ read: number }[]>`
        select (seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as read
        from pg_stat_xact_all_tables
        where relid = 'cron.job_run_details'::regclass`;
      return row?.read ?? 0;
    };
    const before = await rowsRead();
    await tx`select ship_private.prune_cron_history()`;
    return await rowsRead() - before;
  });
  expect(read).toBeLessThan(20);

  await cron`
    update cron.job_run_details set start_time = now() - interval '2 days', end_time = now() - interval '2 days'
    where command = ${ours}`;
  await owner`select ship_private.prune()`;
  expect(await kept(ours)).toBe(0);
});

test("pg_cron that was installed anew counts from one again", async () => {
  await cron`delete from cron.job_run_details where true`;
  await cron`select setval('cron.job_run_details_runid_seq', 1, false)`;
  await ran(ours, "2 days", 2);
  await owner`select ship_private.prune()`;
  expect(await kept(ours)).toBe(0);
});
