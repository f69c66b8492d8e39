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

/** What became of one announcement; times are milliseconds since the update's commit. */
export interface Outcome {
  announcement: string;
  seq: number;
  component: string;
  build: number;
  previousBuild: number;
  apns: { sent: number; total: number; ms: number };
  telegram: { sent: boolean; ms: number; text: string };
  manifestBuild: number;
  redirect: string;
  audit: { entries: number; problem: string | null };
}

/** Something that the screen may show as soon as it is known. */
export type ProbeResult =
  | Pick<Outcome, "apns">
  | Pick<Outcome, "telegram">
  | Pick<Outcome, "manifestBuild" | "redirect">;

const groups = z.object({
  accepted: z.array(z.object({ announcement: z.string().nullable(), tokens: z.number() })),
});
const chat = z.object({ messages: z.array(z.object({ text: z.string(), at_ms: z.number() })) });
const versions = z.object({ components: z.record(z.string(), z.object({ build: z.number() })) });
const deadlineMs = 30_000;

/**
 * Follows an announcement over every transport until each has ended (or 30 s have passed), then asks the endpoints and the
 * audit chain. Devices count as served when APNs answered 200 for their token, not when a row of ours says so.
 */
export async function observe(
  on: Observed,
  announcement: string,
  committedAt: number,
  saw: (result: ProbeResult) => void = () => {},
): Promise<Outcome> {
  const [move] = await on.sql`
    select announcements.seq, changes.component_key, changes.build, changes.previous_build
    from ship.announcements
    join ship.announced_changes as changes on changes.announcement_id = announcements.id
    where announcements.id = ${announcement}`;
  if (!move) throw new Error(`there is no announcement ${announcement}`);
  const component = String(move.component_key);
  const since = () => elapsed() - committedAt;

  const [apns, telegram] = await Promise.all([
    served(on, announcement, since).then((found) => (saw({ apns: found }), found)),
    chatMessage(on, announcement, since).then((found) => (saw({ telegram: found }), found)),
  ]);
  const manifestBuild = await servedBuild(on.apiUrl, component);
  const redirect = await storeRedirect(on.apiUrl);
  saw({ manifestBuild, redirect });
  return {
    announcement,
    seq: Number(move.seq),
    component,
    build: Number(move.build),
    previousBuild: Number(move.previous_build),
    apns,
    telegram,
    manifestBuild,
    redirect,
    audit: await verifiedAudit(on.sql),
  };
}

async function served(on: Observed, announcement: string, since: () => number): Promise<Outcome["apns"]> {
  const ended = await deliveryEnd(on.sql, announcement, "apns", since);
  const report = await on.sql`
    select coalesce(sum(sent_count), 0)::int as sent, coalesce(sum(device_count), 0)::int as total
    from ship.push_runs
    join ship.deliveries on deliveries.id = push_runs.delivery_id
    where deliveries.announcement_id = ${announcement}`;
  const total = Number(report[0]?.total ?? 0);
  if (on.apnsControl === undefined) return { sent: Number(report[0]?.sent ?? 0), total, ms: ended.ms };
  const { accepted } = groups.parse(await json(`${on.apnsControl}/accepted`));
  const tokens = accepted.find((group) => group.announcement === announcement)?.tokens ?? 0;
  return { sent: tokens, total, ms: ended.ms };
}

async function chatMessage(
  on: Observed,
  announcement: string,
  since: () => number,
): Promise<Outcome["telegram"]> {
  const ended = await deliveryEnd(on.sql, announcement, "telegram", since);
  const sent = ended.state === "delivered";
  if (!sent || on.telegramControl === undefined) return { sent, ms: ended.ms, text: "" };
  const { messages } = chat.parse(await json(on.telegramControl));
  return { sent: messages.length > 0, ms: ended.ms, text: messages.at(-1)?.text ?? "" };
}

async function deliveryEnd(
  sql: postgres.Sql,
  announcement: string,
  transport: string,
  since: () => number,
): Promise<{ state: string; ms: number }> {
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

async function servedBuild(apiUrl: string, component: string): Promise<number> {
  return versions.parse(await json(`${apiUrl}/functions/v1/manifest`)).components[component]?.build ?? -1;
}

async function storeRedirect(apiUrl: string): Promise<string> {
  const answer = await httpFetch(`${apiUrl}/functions/v1/ios`, { redirect: "manual" });
  await answer.body?.cancel();
  return answer.status === 302 ? answer.headers.get("location") ?? "" : `HTTP ${answer.status}`;
}

async function verifiedAudit(sql: postgres.Sql): Promise<Outcome["audit"]> {
  const [problem] = await sql`select seq, problem from ship.verify_audit()`;
  const [count] = await sql`select count(*)::int as entries from ship.audit_log`;
  return {
    entries: Number(count?.entries ?? 0),
    problem: problem ? `${problem.problem} at ${problem.seq}` : null,
  };
}

async function json(url: string): Promise<unknown> {
  const answer = await httpFetch(url);
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}`);
  return await answer.json();
}
