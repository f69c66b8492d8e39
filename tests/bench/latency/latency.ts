import { elapsed, sleep } from "../../../scripts/runtime.ts";
import { type Bench, type Measured, note } from "../bench.ts";
import { percentile, round } from "../percentile.ts";
import { type Component, type Listener, startListener } from "./listener.ts";
import { fanOut, makeCalls } from "./neighbours.ts";

const numbers = { rest: 40, burst: 200, busy: 60, fanout: 80, devices: 1_000, fanout_devices: 100_000 };

export const latency: Bench<keyof typeof numbers> = {
  summary: "from a committed update to an anonymous subscriber of Realtime",
  numbers,
  run: measure,
};

/** Longer than pg_net takes to come to rest: a nap, an empty batch, a nap. */
const restMs = 2_500;

/**
 * From the commit of `update ship.components` to the callback of an anonymous supabase-js subscriber, all transports on: at
 * rest, in a burst, beside another user of pg_net, and for a second component beside fan-outs of the first. The peer is the floor
 * that Realtime itself sets.
 */
async function measure(
  { rest, burst, busy, fanout, devices, fanout_devices }: typeof numbers,
): Promise<Measured> {
  const quiet = await withListener(devices, async (listener) => {
    for (let warm = 0; warm < 10; warm++) await listener.move("ios");
    const floor = await times(50, () => 0, listener.post);
    note(`${rest} moves at rest: ${(rest * restMs / 1000).toFixed(0)} s …`);
    const atRest = await moves(listener, "ios", rest, () => restMs);
    const inBurst = await moves(listener, "ios", burst, () => 200);
    note(`${busy} moves beside four calls a second: ${(busy * 3).toFixed(0)} s …`);
    const neighbour = await makeCalls(listener);
    try {
      // Out of step with the naps, and after whoever lingers has gone.
      return { floor, atRest, inBurst, isBusy: await moves(listener, "ios", busy, jitter(2_500, 3_500)) };
    } finally {
      await neighbour.stop();
    }
  });
  const besideFanOut = await withListener(fanout_devices, async (listener) => {
    for (let warm = 0; warm < 10; warm++) await listener.move("docs");
    note(`${fanout} moves beside fan-outs to ${fanout_devices} devices …`);
    const neighbour = fanOut(listener);
    try {
      return await moves(listener, "docs", fanout, jitter(200, 2_800));
    } finally {
      await neighbour.stop();
    }
  });
  const result = {
    rest: summary(quiet.atRest),
    burst: summary(quiet.inBurst),
    busy: summary(quiet.isBusy),
    fanout: summary(besideFanOut),
    floor: summary(quiet.floor),
  };
  const line = (name: string, { p50_ms, p99_ms }: Summary) =>
    `  ${name.padEnd(46)} p50 ${p50_ms} ms   p99 ${p99_ms} ms`;
  return {
    result,
    lines: [
      "committed update → anonymous supabase-js subscriber, all transports on",
      line(`at rest, ${rest} moves ${restMs / 1000} s apart`, result.rest),
      line(`${burst} moves 200 ms apart`, result.burst),
      line(`${busy} moves beside four calls of pg_net a second`, result.busy),
      line(`${fanout} moves beside fan-outs to ${fanout_devices} devices`, result.fanout),
      line("a broadcast posted straight to Realtime", result.floor),
    ],
  };
}

async function withListener<Value>(
  devices: number,
  use: (listener: Listener) => Promise<Value>,
): Promise<Value> {
  const listener = await startListener(devices);
  try {
    return await use(listener);
  } finally {
    await listener.stop();
  }
}

function moves(
  listener: Listener,
  component: Component,
  count: number,
  gapMs: () => number,
): Promise<number[]> {
  return times(count, gapMs, () => listener.move(component));
}

/** Runs `sample` so many times, with a gap before each: from the start of the one before where there is one. */
async function times(count: number, gapMs: () => number, sample: () => Promise<number>): Promise<number[]> {
  const samples: number[] = [];
  let startedAt = elapsed();
  while (samples.length < count) {
    await sleep(Math.max(0, startedAt + gapMs() - elapsed()));
    startedAt = elapsed();
    samples.push(await sample());
  }
  return samples;
}

/** Gaps between two bounds that follow no rhythm, and are the same in every run. */
function jitter(leastMs: number, mostMs: number): () => number {
  let turn = 0;
  return () => leastMs + (mostMs - leastMs) * ((++turn * 0.618_034) % 1);
}

interface Summary {
  p50_ms: number;
  p99_ms: number;
}

function summary(samples: number[]): Summary {
  return { p50_ms: round(percentile(samples, 0.5)), p99_ms: round(percentile(samples, 0.99)) };
}
