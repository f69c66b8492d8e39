import postgres from "postgres";
import { z } from "zod";
import { httpFetch } from "../../../../scripts/runtime.ts";
import { startCronWorker } from "../../../../scripts/stack/cron/start-cron-worker.ts";
import { startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

const report = z.object({
  settings: z.object({ paused: z.boolean() }),
  missed: z.number(),
  runs: z.array(z.looseObject({ jobname: z.string().nullable(), status: z.string() })),
});

/** Postgres with pg_cron, its worker, and a table `public.ticks(name, at, role)` that jobs write to. */
export async function startCronFixture() {
  const database = await startPostgres();
  const sql = postgres(database.ownerUrl, { max: 4, onnotice: () => {} });
  // Before the extension: the worker must find out by itself.
  const worker = await startCronWorker({ superuserUrl: database.superuserUrl });
  await sql`create extension pg_cron with schema pg_catalog`;
  await sql`create table public.ticks (name text, at timestamptz default clock_timestamp(), role text default session_user)`;

  return {
    database,
    sql,
    worker,
    /** Schedules an insert into ticks. */
    async tick(name: string, schedule: string): Promise<string> {
      const [row] = await sql`
        select cron.schedule(${name}, ${schedule}, ${`insert into public.ticks (name) values ('${name}')`}) as id`;
      return row.id;
    },
    ticks: (name: string) => sql`select at, role from public.ticks where name = ${name} order by at`,
    details: (id: string) =>
      sql`
        select status, return_message, username, database, command, job_pid, start_time, end_time
        from cron.job_run_details
        where jobid = ${id} and end_time is not null
        order by runid`,
    async control(method = "GET", body?: unknown) {
      const answer = await httpFetch(worker.controlUrl, {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return report.parse(await answer.json());
    },
    async stop() {
      await sql.end({ timeout: 1 });
      await worker.stop();
      await database.stop();
    },
  };
}

export type CronFixture = Awaited<ReturnType<typeof startCronFixture>>;
