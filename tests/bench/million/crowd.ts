import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { z } from "zod";
import { demoManifest, recordStoreBuilds } from "../../../scripts/demo/prepare.ts";
import { elapsed, httpFetch } from "../../../scripts/runtime.ts";
import { type Stack, startStack } from "../../../scripts/stack/stack.ts";
import { insertDevices } from "../devices.ts";
import { startPushAlone } from "../push-alone.ts";

const unwell = [
  { reason: "Unregistered", token_share: 0.01 },
  { reason: "BadDeviceToken", token_share: 0.005 },
];
const busy = { reason: "ServiceUnavailable", token_share: 0.005 };

/** What the simulator does to 2 % of the tokens: gone for good, refused by both hosts, and busy (tried again later). */
const faults = [...unwell, busy];

const report = z.object({
  totals: z.object({
    distinct_tokens_accepted: z.number(),
    duplicates: z.number(),
    by_reason: z.record(z.string(), z.number()),
    connections: z.object({ production: z.number(), sandbox: z.number() }),
  }),
});

/** A stack with many devices, and an APNs that refuses some of them. */
export interface Crowd {
  stack: Stack;
  /** Of the process that holds the push function, as hosted. */
  pid: number;
  sql: postgres.Sql;
  /** Seconds that the bulk insert took. */
  insertSeconds: number;
  move(): Promise<void>;
  /** APNs is well again, and a quarter of an hour has passed. Resolves with the number of devices to be tried again. */
  recover(): Promise<number>;
  apns(): Promise<z.infer<typeof report>["totals"]>;
  stop(): Promise<void>;
}

/** Starts it; `log` gets every line that a part of the stack logs. */
export async function startCrowd(devices: number, log: (line: string) => void): Promise<Crowd> {
  const stack = await startStack({ log });
  const { info } = stack;
  const sql = postgres(info.db_url, { max: 4, onnotice: () => {} });
  let push: Awaited<ReturnType<typeof startPushAlone>> | undefined;
  const stop = async () => {
    await sql.end({ timeout: 1 });
    await push?.stop();
    await stack.stop();
  };
  const control = async (method: string, body?: unknown) => {
    const answer = await httpFetch(info.apns.control_url, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status}: ${await answer.text()}`);
    return report.parse(await answer.json()).totals;
  };
  try {
    push = await startPushAlone(stack, log);
    const operator = createClient(info.api_url, info.secret_key).schema("ship");
    const synced = await operator.rpc("sync_manifest", { manifest: demoManifest });
    if (synced.error) throw new Error(synced.error.message);
    const start = elapsed();
    await insertDevices(sql, devices);
    const insertSeconds = (elapsed() - start) / 1000;
    await recordStoreBuilds(sql, "ios", 1);
    await control("PUT", { rules: faults });
    return {
      stack,
      pid: push.pid,
      sql,
      insertSeconds,
      move: async () => void await sql`update ship.components set build = build + 1 where key = 'ios'`,
      async recover() {
        await control("PUT", { rules: unwell });
        const due = await sql`update ship.push_failures set retry_at = now() where retry_at is not null`;
        return due.count;
      },
      apns: () => control("GET"),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The states of the newest announcement's push runs. */
export async function runStates(sql: postgres.Sql): Promise<string[]> {
  const runs = await sql`
    select state from ship.push_runs where seq = (select max(seq) from ship.announcements)`;
  return runs.map(({ state }) => String(state));
}
