import type postgres from "postgres";
import { z } from "zod";
import { elapsed, httpFetch, sleep } from "../runtime.ts";

/** What the demo needs to know of a stack. */
export interface Observed {
  sql: postgres.Sql;
  apiUrl: string;
  /** Control URLs of the stand-ins; left out where the real service was configured. */
  apnsControl?: string;
  telegramControl?: string;
}

/** What became of one announcement's pushes. */
export interface Pushed {
  /** Devices that APNs served. */
  sent: number;
  /** Devices that were to be told. */
  total: number;
  ms: number;
}

const groups = z.object({
  accepted: z.array(z.object({ announcement: z.string().nullable(), tokens: z.number() })),
});
const tokenPage = z.object({
  tokens: z.array(z.object({ token: z.string(), accepted: z.number() })),
});
const deadlineMs = 30_000;

/** Waits until its pushes have ended. */
export async function served(on: Observed, announcement: string, committedAt: number): Promise<Pushed> {
  const ended = await deliveryEnd(on.sql, announcement, "apns", committedAt);
  const report = await on.sql`
    select coalesce(sum(sent_count), 0)::int as sent, coalesce(sum(device_count), 0)::int as total
    from ship.push_runs
    join ship.deliveries on deliveries.id = push_runs.delivery_id
    where deliveries.announcement_id = ${announcement}`;
  const total = Number(report[0]?.total ?? 0);
  if (on.apnsControl === undefined) return { sent: Number(report[0]?.sent ?? 0), total, ms: ended.ms };
  const { accepted } = groups.parse(await readJson(`${on.apnsControl}/accepted`));
  const tokens = accepted.find((group) => group.announcement === announcement)?.tokens ?? 0;
  return { sent: tokens, total, ms: ended.ms };
}

/** The devices that APNs served about a build, and how often each; undefined where it is the real one, which does not tell. */
export async function toldDevices(on: Observed, build: number): Promise<Map<string, number> | undefined> {
  if (on.apnsControl === undefined) return undefined;
  const { tokens } = tokenPage.parse(await readJson(`${on.apnsControl}/tokens?build=${build}&limit=10000`));
  return new Map(tokens.map(({ token, accepted }) => [token, accepted]));
}

/** Waits until a delivery has ended, or 30 s have passed. */
export async function deliveryEnd(
  sql: postgres.Sql,
  announcement: string,
  transport: string,
  committedAt: number,
): Promise<{ state: string; ms: number }> {
  const since = () => elapsed() - committedAt;
  for (;;) {
    const [row] = await sql`
      select state, finished_at is not null as is_finished
      from ship.deliveries
      where announcement_id = ${announcement} and transport = ${transport} and stopped_run_id is null`;
    if (!row) return { state: "off", ms: since() };
    if (row.is_finished || since() > deadlineMs) return { state: String(row.state), ms: since() };
    await sleep(10);
  }
}

/** What an address answers, which must be fine. */
export async function readJson(url: string): Promise<unknown> {
  const answer = await httpFetch(url);
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
  return await answer.json();
}
