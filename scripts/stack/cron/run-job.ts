import postgres, { type Sql } from "postgres";
import { z } from "zod";

/** A row of cron.job. */
export const cronJob = z.object({
  jobid: z.coerce.number(),
  jobname: z.string().nullable(),
  schedule: z.string(),
  command: z.string(),
  database: z.string(),
  username: z.string(),
});
export type CronJob = z.infer<typeof cronJob>;

/** How a run ended, as cron.job_run_details words it. */
export interface Outcome {
  status: "succeeded" | "failed";
  return_message: string;
}

/**
 * Runs a job once, in a connection of its own and as the role that scheduled it, and keeps the record in
 * cron.job_run_details. A failing command is an outcome; raises only when Postgres is lost. Unlike the original it does not
 * apply the settings of `alter role … set`: the connection logs in as the superuser.
 */
export async function runJob(job: CronJob, url: string, records: Sql, signal: AbortSignal): Promise<Outcome> {
  const sql = postgres(url, {
    database: job.database,
    max: 1,
    fetch_types: false,
    connection: { application_name: "pg_cron" },
    onnotice: () => {},
  });
  const cut = () => sql.end({ timeout: 0 });
  signal.addEventListener("abort", cut);
  try {
    const [backend] =
      await sql`select pg_backend_pid() as pid, set_config('session_authorization', ${job.username}, false)`;
    const [run] = await records`
      insert into cron.job_run_details (jobid, job_pid, database, username, command, status, start_time)
      values (${job.jobid}, ${backend.pid}, ${job.database}, ${job.username}, ${job.command}, 'running', now())
      returning runid`;
    const outcome = await execute(sql, job.command, signal);
    await records`
      update cron.job_run_details
      set status = ${outcome.status}, return_message = ${outcome.return_message}, end_time = now()
      where runid = ${run.runid}`;
    return outcome;
  } finally {
    signal.removeEventListener("abort", cut);
    await sql.end({ timeout: 1 });
  }
}

async function execute(sql: Sql, command: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const answer = await sql.unsafe(command).simple();
    const last = answer.at(-1);
    const result = Array.isArray(last) && "command" in last ? last : answer;
    return { status: "succeeded", return_message: tag(result) };
  } catch (error) {
    signal.throwIfAborted();
    return { status: "failed", return_message: `ERROR:  ${error instanceof Error ? error.message : error}` };
  }
}

/** As psql would say it: `1 row`, `UPDATE 3`, `CREATE TABLE`. */
function tag(result: object): string {
  const command = "command" in result ? result.command : null;
  const count = "count" in result ? result.count : null;
  if (command === "SELECT") return `${count} row${count === 1 ? "" : "s"}`;
  if (command === "INSERT") return `INSERT 0 ${count}`;
  return count === null ? `${command}` : `${command} ${count}`;
}
