import postgres from "postgres";
import { z } from "zod";
import { demoManifest, recordStoreBuilds } from "../../../scripts/demo/prepare.ts";
import { httpFetch } from "../../../scripts/runtime.ts";
import { startStack } from "../../../scripts/stack/stack.ts";
import { until } from "../../support/until.ts";
import { insertDevices } from "../devices.ts";
import { startPushAlone } from "../push-alone.ts";

const accepted = z.object({ tokens: z.array(z.object({ token: z.string(), accepted: z.number() })) });
const counts = z.object({ accepted: z.array(z.object({ tokens: z.number() })) });
const known = z.array(z.object({ token: z.string(), was_told: z.boolean() }));

/** Starts a stack with many devices, each with an installation id, and a build that is offered to none of them yet. */
export async function startFleet(devices: number) {
  const stack = await startStack({ log: () => {} });
  const { info } = stack;
  const sql = postgres(info.db_url, { max: 2, onnotice: () => {} });
  let push: Awaited<ReturnType<typeof startPushAlone>> | undefined;
  const stop = async () => {
    await sql.end({ timeout: 1 });
    await push?.stop();
    await stack.stop();
  };
  const count = async (query: postgres.PendingQuery<postgres.Row[]>) => {
    const [row] = await query;
    return Number(row?.count);
  };
  try {
    push = await startPushAlone(stack);
    await sql`select ship.sync_manifest(${sql.json(JSON.parse(JSON.stringify(demoManifest)))})`;
    await insertDevices(sql, devices);
    await sql`update ship.device_push_tokens set installation_id = gen_random_uuid() where true`;
    await sql`vacuum (analyze) ship.device_push_tokens`;
    await recordStoreBuilds(sql, "ios", 1);
    await sql`select ship.offer_build('ios', build + 1) from ship.components where key = 'ios'`;
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    async setRollout(bps: number): Promise<void> {
      await sql`select ship.set_rollout('ios', 'live', null, ${bps}::int)`;
    },
    async halt(): Promise<void> {
      await sql`select ship.halt_rollout('ios', 'live', null, 'bench')`;
    },
    async resume(): Promise<void> {
      await sql`select ship.resume_rollout('ios', 'live', null)`;
    },
    /** Waits until every run has ended. */
    async ended(): Promise<void> {
      await until(
        "every push run is finished",
        async () => await count(sql`select count(*) from ship.push_runs where state <> 'finished'`) === 0,
        120_000 + devices * 3,
      );
    },
    /** How many devices a share is, by their installation ids. */
    inside: (bps: number) =>
      count(sql`
        select ship.cohort_size('ios', 'live', max(build), ${bps}::int) ->> 'inside' as count
        from ship.offers
        where component_key = 'ios'`),
    openLeases: () => count(sql`select count(*) from ship.push_batches where state = 'leased'`),
    takeovers: () => count(sql`select coalesce(sum(takeover_count), 0) as count from ship.push_batches`),
    /** How many devices APNs has taken notifications for, summed over the steps. */
    async told(): Promise<number> {
      const answer = await httpFetch(`${info.apns.control_url}/accepted`);
      return counts.parse(await answer.json()).accepted.reduce((sum, { tokens }) => sum + tokens, 0);
    },
    /** How often APNs took a notification for each device, over all steps. */
    async received(): Promise<Map<string, number>> {
      const times = new Map<string, number>();
      for (const { id } of await sql`select id from ship.announcements`) {
        const answer = await httpFetch(`${info.apns.control_url}/tokens?announcement=${id}&limit=1000000`);
        for (const { token, accepted: count } of accepted.parse(await answer.json()).tokens) {
          times.set(token, (times.get(token) ?? 0) + count);
        }
      }
      return times;
    },
    /** What the tables say of each device. */
    async known() {
      return known.parse([
        ...await sql`
          select token, ship.was_told(devices.id, 'ios', components.build) as was_told
          from ship.device_push_tokens as devices
          join ship.components on components.key = 'ios'`,
      ]);
    },
    stop,
  };
}
