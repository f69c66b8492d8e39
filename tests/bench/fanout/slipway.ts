import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import process from "node:process";
import { MANIFEST, recordStoreBuilds } from "../../../scripts/demo/prepare.ts";
import { env, sleep } from "../../../scripts/runtime.ts";
import { type Functions, startFunctions } from "../../../scripts/stack/functions/functions.ts";
import { type Stack, startStack } from "../../../scripts/stack/stack.ts";
import { until } from "../../support/until.ts";
import { insertDevices } from "../devices.ts";
import { cpuSeconds, peakRssMb, rssMb, treeCpuSeconds } from "../usage.ts";
import { type Leg, measureLeg } from "./leg.ts";
import type { Credentials, Target } from "./target.ts";

/** A round of Slipway, and what the rest of the stack used meanwhile: on hosted Supabase, that is other machines. */
export interface SlipwayLeg extends Leg {
  database_cpu_us_per_push: number;
  /** The bench's own process: Data API, gateway, pg_net, pg_cron. */
  platform_cpu_us_per_push: number;
}

/** `all`: the stack's functions process, which holds every function. `alone`: one that holds the push function only. */
export type Worker = "all" | "alone";

/** A whole stack whose APNs is the target. */
export interface Slipway {
  /** Of each functions process before it has pushed anything. */
  idleRssMb: Record<Worker, number>;
  /** One build moves; ends when the push run is written as finished. */
  round(worker: Worker): Promise<SlipwayLeg>;
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
  let alone: Functions | undefined;
  const stop = async () => {
    await sql.end({ timeout: 1 });
    await alone?.stop();
    await stack.stop();
  };
  try {
    alone = await startAlone(stack, apns);
    const workers: Record<Worker, Functions> = { all: stack.functions, alone };
    const operator = createClient(stack.info.api_url, stack.info.secret_key).schema("ship");
    const synced = await operator.rpc("sync_manifest", { manifest: MANIFEST });
    if (synced.error) throw new Error(synced.error.message);
    await insertDevices(sql, devices);
    await recordStoreBuilds(sql, "ios", moves);
    await sleep(500); // what the start has left behind
    return {
      idleRssMb: { all: rssMb(stack.functions.pid() ?? 0), alone: rssMb(alone.pid() ?? 0) },
      stop,
      async round(worker) {
        const pushes = workers[worker];
        stack.gateway.upstreams.functions = {
          target: (name) => (name === "push" ? pushes : stack.functions).target(name),
        };
        const before = { database: treeCpuSeconds(stack.postgres.pid()), platform: cpuSeconds(process.pid) };
        const work = () => move(sql, devices);
        const leg = await measureLeg({ target, pid: pushes.pid() ?? 0, devices, work, peakRssMb });
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

async function startAlone({ info }: Stack, apns: Record<string, string>): Promise<Functions> {
  const functions = await startFunctions({
    dir: `${import.meta.dirname}/../only-push`,
    env: {
      ...apns,
      SUPABASE_URL: info.api_url,
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: info.publishable_key }),
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: info.secret_key }),
    },
  });
  await functions.ready();
  return functions;
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
