import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { demoManifest, recordStoreBuilds, registerDevices } from "../../scripts/demo/prepare.ts";
import { elapsed, httpFetch, sleep } from "../../scripts/runtime.ts";
import { startStack } from "../../scripts/stack/stack.ts";
import type { Bench, Measured } from "./bench.ts";
import { percentile, round } from "./percentile.ts";

const deviceCount = 1000;

export const latency: Bench<"moves"> = {
  summary: "from a committed update to an anonymous subscriber of Realtime",
  numbers: { moves: 200 },
  run: measure,
};

/**
 * From the commit of `update ship.components` to the callback of an anonymous supabase-js subscriber: sequential moves, all
 * transports on, 1,000 devices registered. The peer is the floor that Realtime itself sets: a broadcast posted straight to it.
 */
async function measure({ moves }: { moves: number }): Promise<Measured> {
  const stack = await startStack();
  const { info } = stack;
  const sql = postgres(info.db_url, { max: 1, onnotice: () => {} });
  const app = createClient(info.api_url, info.publishable_key);
  try {
    const operator = createClient(info.api_url, info.secret_key).schema("ship");
    await operator.rpc("sync_manifest", { manifest: demoManifest });
    await registerDevices(sql, deviceCount);
    await recordStoreBuilds(sql, "ios", moves + 10);

    const heardAt = new Map<number, number>();
    await new Promise<void>((resolve) => {
      app.channel("ios:build")
        .on("broadcast", { event: "build-available" }, ({ payload }) => heardAt.set(payload.build, elapsed()))
        .on("broadcast", { event: "floor" }, ({ payload }) => heardAt.set(payload.build, elapsed()))
        .subscribe((status) => status === "SUBSCRIBED" && resolve());
    });

    const move = async () => {
      const [row] = await sql`update ship.components set build = build + 1 where key = 'ios' returning build`;
      return await heard(heardAt, Number(row?.build), elapsed());
    };
    const post = async (number: number) => {
      const start = elapsed();
      const answer = await httpFetch(`${info.api_url}/realtime/v1/api/broadcast`, {
        method: "POST",
        headers: { apikey: info.secret_key, "content-type": "application/json" },
        body: JSON.stringify({
          messages: [{ topic: "ios:build", event: "floor", payload: { build: -number } }],
        }),
      });
      await answer.body?.cancel();
      return await heard(heardAt, -number, start);
    };

    for (let warm = 0; warm < 10; warm++) await move();
    const samples: number[] = [];
    const floor: number[] = [];
    for (let n = 1; n <= moves; n++) {
      samples.push(await move());
      floor.push(await post(n));
    }
    const p50 = round(percentile(samples, 0.5));
    const p99 = round(percentile(samples, 0.99));
    const floorP50 = round(percentile(floor, 0.5));
    const result = {
      p50_ms: p50,
      p99_ms: p99,
      max_ms: round(Math.max(...samples)),
      moves,
      devices: deviceCount,
      floor_p50_ms: floorP50,
      ratio_to_floor: round(p50 / floorP50),
    };
    return {
      result,
      lines: [
        `committed update → anonymous supabase-js subscriber, ${moves} sequential moves, ${deviceCount} devices, all transports on`,
        `  p50 ${p50} ms   p99 ${p99} ms   max ${result.max_ms} ms`,
        `  a broadcast posted straight to Realtime: p50 ${floorP50} ms (ratio ${result.ratio_to_floor})`,
      ],
    };
  } finally {
    await app.removeAllChannels();
    await sql.end({ timeout: 1 });
    await stack.stop();
  }
}

/** Milliseconds from `start` until build `build` was heard; raises after 20 s. */
async function heard(heardAt: Map<number, number>, build: number, start: number): Promise<number> {
  for (const deadline = elapsed() + 20_000; elapsed() < deadline;) {
    const at = heardAt.get(build);
    if (at !== undefined) return at - start;
    await sleep(1);
  }
  throw new Error(`build ${build} was not heard within 20 s`);
}
