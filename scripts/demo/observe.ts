import type postgres from "postgres";
import { z } from "zod";
import { httpFetch } from "../runtime.ts";
import { deliveryEnd, type Observed, type Pushed, readJson, served } from "./deliveries.ts";

/** What became of one announcement; times are milliseconds since the update's commit. */
export interface Outcome {
  announcement: string;
  seq: number;
  component: string;
  build: number;
  previousBuild: number;
  apns: Pushed;
  telegram: { sent: boolean; ms: number; text: string };
  manifestBuild: number;
  redirect: string;
  audit: { entries: number; problem: string | null };
}

/** Something that the screen may show as soon as it is known. */
export type ProbeResult =
  | Pick<Outcome, "apns">
  | Pick<Outcome, "telegram">
  | Pick<Outcome, "manifestBuild">
  | Pick<Outcome, "redirect">
  | Pick<Outcome, "audit">;

const chat = z.object({ messages: z.array(z.object({ text: z.string(), at_ms: z.number() })) });
const versions = z.object({ components: z.record(z.string(), z.object({ build: z.number() })) });

/**
 * Follows what was announced of a component over every transport until each has ended (or 30 s have passed), then asks the endpoints and the
 * audit chain. Devices count as served when APNs answered 200 for their token, not when a row of ours says so.
 */
export async function observe(
  on: Observed,
  announcement: string,
  component: string,
  committedAt: number,
  saw: (result: ProbeResult) => void = () => {},
): Promise<Outcome> {
  const [move] = await on.sql`
    select announcements.seq, changes.build, changes.previous_build
    from ship.announcements
    join ship.announced_changes as changes on changes.announcement_id = announcements.id
    where announcements.id = ${announcement} and changes.component_key = ${component}`;
  if (!move) throw new Error(`there is no announcement ${announcement} of ${component}`);
  const isApp = component === "ios";

  const [apns, telegram] = await Promise.all([
    served(on, announcement, committedAt).then((found) => (isApp && saw({ apns: found }), found)),
    chatMessage(on, announcement, committedAt).then((found) => (saw({ telegram: found }), found)),
  ]);
  const manifestBuild = await servedBuild(on.apiUrl, component);
  saw({ manifestBuild });
  const redirect = await storeRedirect(on.apiUrl);
  if (isApp) saw({ redirect });
  const audit = await verifiedAudit(on.sql);
  saw({ audit });
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
    audit,
  };
}

async function chatMessage(
  on: Observed,
  announcement: string,
  committedAt: number,
): Promise<Outcome["telegram"]> {
  const ended = await deliveryEnd(on.sql, announcement, "telegram", committedAt);
  const sent = ended.state === "delivered";
  if (!sent || on.telegramControl === undefined) return { sent, ms: ended.ms, text: "" };
  const { messages } = chat.parse(await readJson(on.telegramControl));
  return { sent: messages.length > 0, ms: ended.ms, text: messages.at(-1)?.text ?? "" };
}

/** What everybody may have, as the manifest says it; -1 for a component that it lacks. */
export async function servedBuild(apiUrl: string, component: string): Promise<number> {
  return versions.parse(await readJson(`${apiUrl}/functions/v1/manifest`)).components[component]?.build ?? -1;
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
