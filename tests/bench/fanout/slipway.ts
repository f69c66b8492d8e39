import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import process from "node:process";
import { demoManifest, recordStoreBuilds } from "../../../scripts/demo/prepare.ts";
import { env, sleep } from "../../../scripts/runtime.ts";
import { startStack } from "../../../scripts/stack/stack.ts";
import { until } from "../../support/until.ts";
import { insertDevices } from "../devices.ts";
import { startPushAlone } from "../push-alone.ts";
import { cpuSeconds, peakRssMb, rssMb, treeCpuSeconds } from "../usage.ts";
import { type Leg, measureLeg } from "./leg.ts";
import type { Credentials, Target } from "./target.ts";

/** A round of Slipway, and what the rest of the stack used meanwhile: on hosted Supabase, that is other machines. */
export interface SlipwayLeg extends Leg {
  database_cpu_us_per_push: number;
  /** The bench's own process: Data API, gateway, pg_net, pg_cron. */
  platform_cpu_us_per_push: number;
}

/** A whole stack whose APNs is the target. */
interface Slipway {
  /** Of the push function's process before it has pushed anything. */
  idleRssMb: number;
  /** One build moves; ends when the push run is written as finished. */
  round(): Promise<SlipwayLeg>;
  stop(): Promise<void>;
}

interface Options {
  target: Target;
  credentials: Credentials;
  devices: number;
  moves: number;
}

export async function startSlipway({ target, credentials, devices, moves }: Options): Promise<Slipway> {
  const apns: Record<string, string> = {
    APNS_KEY_ID: credentials.keyId,
    APNS_TEAM_ID: credentials.teamId,
    APNS_AUTH_KEY_P8: credentials.p8,
    APNS_PRODUCTION_URL: target.url,
    APNS_SANDBOX_URL: target.sandboxUrl,
    APNS_CA_CERT: target.caCert,
  };
  const stack = await startStack({ env: (name) => apns[name] ?? env(name) });
  const sql = postgres(stack.info.db_url, { max: 1, onnotice: () => {} });
  let push: Awaited<ReturnType<typeof startPushAlone>> | undefined;
  const stop = async () => {
    await sql.end({ timeout: 1 });
    await push?.stop();
    await stack.stop();
  };
  try {
    const { pid } = push = await startPushAlone(stack);
    const operator = createClient(stack.info.api_url, stack.info.secret_key).schema("ship");
    const synced = await operator.rpc("sync_manifest", { manifest: demoManifest });
    if (synced.error) throw new Error(synced.error.message);
    await insertDevices(sql, devices);
    await recordStoreBuilds(sql, "ios", moves);
    await sleep(500); // what the start has left behind
    return {
      idleRssMb: rssMb(pid),
      stop,
      async round() {
        const before = { database: treeCpuSeconds(stack.postgres.pid()), platform: cpuSeconds(process.pid) };
        const work = () => move(sql, devices);
        const leg = await measureLeg({ target, pid, devices, work, peakRssMb });
        const perPush = 1e6 / (devices - leg.missed);
        return {
          ...leg,
          database_cpu_us_per_push: (treeCpuSeconds(stack.postgres.pid()) - before.database) * perPush,
          platform_cpu_us_per_push: (cpuSeconds(process.pid) - before.platform) * perPush,
        };
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Seconds, on the database's clock, from before the update to the end of the last push run. */
async function move(sql: postgres.Sql, devices: number): Promise<number> {
  const [start] = await sql`select clock_timestamp() as at`;
  await sql`update ship.components set build = build + 1 where key = 'ios'`;
  return await until("the move was pushed", async () => {
    const [runs] = await sql`
      select bool_and(finished_at is not null) as is_over, bool_or(state <> 'finished') as is_broken,
        extract(epoch from max(finished_at) - ${start?.at}::timestamptz)::float8 as seconds
      from ship.push_runs
      where seq = (select max(seq) from ship.announcements)`;
    if (runs?.is_over && runs.is_broken) throw new Error("The push run did not finish.");
    return runs?.is_over ? Number(runs.seconds) : undefined;
  }, 60_000 + devices);
}
