import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { demoManifest, recordStoreBuilds } from "../../../scripts/demo/prepare.ts";
import { elapsed, httpFetch, sleep } from "../../../scripts/runtime.ts";
import { type Stack, startStack } from "../../../scripts/stack/stack.ts";
import { insertDevices } from "../devices.ts";

/** An app that listens, and somebody who moves builds. */
export interface Listener {
  stack: Stack;
  sql: postgres.Sql;
  /** Raises a component's build; resolves with the milliseconds from the commit until the app's callback. */
  move(component: Component): Promise<number>;
  /** The same for a broadcast that is posted straight to Realtime: the floor. */
  post(): Promise<number>;
  stop(): Promise<void>;
}

export type Component = "ios" | "docs";

/** A stack with all transports on, `devices` devices and one anonymous supabase-js subscriber. */
export async function startListener(devices: number): Promise<Listener> {
  const stack = await startStack();
  const { info } = stack;
  const sql = postgres(info.db_url, { max: 4, onnotice: () => {} });
  const app = createClient(info.api_url, info.publishable_key);
  const stop = async () => {
    await app.removeAllChannels();
    await sql.end({ timeout: 1 });
    await stack.stop();
  };
  try {
    const operator = createClient(info.api_url, info.secret_key).schema("ship");
    const synced = await operator.rpc("sync_manifest", { manifest: demoManifest });
    if (synced.error) throw new Error(synced.error.message);
    await insertDevices(sql, devices);
    await recordStoreBuilds(sql, "ios", 10_000);
    const heardAt = new Map<string, number>();
    for (const component of ["ios", "docs"]) {
      await new Promise<void>((resolve) => {
        app.channel(`${component}:build`)
          .on("broadcast", { event: "build-available" }, ({ payload }) => {
            heardAt.set(`${component} ${payload.build}`, elapsed());
          })
          .subscribe((status) => status === "SUBSCRIBED" && resolve());
      });
    }
    let posted = 0;
    return {
      stack,
      sql,
      async move(component) {
        const [row] =
          await sql`update ship.components set build = build + 1 where key = ${component} returning build`;
        const committedAt = elapsed();
        return await heard(heardAt, `${component} ${row?.build}`) - committedAt;
      },
      async post() {
        const build = --posted;
        const postedAt = elapsed();
        const answer = await httpFetch(`${info.api_url}/realtime/v1/api/broadcast`, {
          method: "POST",
          headers: { apikey: info.secret_key, "content-type": "application/json" },
          body: JSON.stringify({
            messages: [{ topic: "ios:build", event: "build-available", payload: { build } }],
          }),
        });
        await answer.body?.cancel();
        return await heard(heardAt, `ios ${build}`) - postedAt;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** When it was heard; raises after 20 s. */
async function heard(heardAt: Map<string, number>, what: string): Promise<number> {
  for (const deadline = elapsed() + 20_000; elapsed() < deadline;) {
    const at = heardAt.get(what);
    if (at !== undefined) return at;
    await sleep(1);
  }
  throw new Error(`${what} was not heard within 20 s`);
}
