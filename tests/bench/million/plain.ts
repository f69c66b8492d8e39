import { availableParallelism } from "node:os";
import { type Measured, note } from "../bench.ts";
import { startSlipway } from "../fanout/slipway.ts";
import { createCredentials, startTarget } from "../fanout/target.ts";
import { round } from "../percentile.ts";
import { requireProc } from "../usage.ts";

/** One move told to a crowd by way of a server that is cheaper than what tells: how long it takes, and what the limit is then. */
export async function millionToPlain({ devices }: { devices: number }): Promise<Measured> {
  requireProc();
  const credentials = await createCredentials();
  const target = await startTarget("plain", credentials);
  try {
    const slipway = await startSlipway({ target, credentials, devices, moves: 1 });
    try {
      note(`${devices} devices inserted`);
      const leg = await slipway.round();
      const seconds = (devices - leg.missed) / leg.pushes_per_s;
      const cpu = {
        functions: round(leg.cpu_us_per_push),
        database: round(leg.database_cpu_us_per_push),
        platform: round(leg.platform_cpu_us_per_push),
        server: round(leg.server_cpu_us_per_push),
      };
      const cores = (us: number) => round(us * leg.pushes_per_s / 1e6);
      const busy = Object.fromEntries(Object.entries(cpu).map(([part, us]) => [part, cores(us)]));
      const result = {
        devices,
        seconds: round(seconds),
        pushes_per_s: Math.round(leg.pushes_per_s),
        peak_rss_mb: leg.peak_rss_mb,
        cpu_us_per_push: cpu,
        busy_cores: busy,
        limit: limitOf(busy),
        missed: leg.missed,
        duplicates: leg.duplicates,
      };
      return {
        result,
        lines: [
          `${devices} devices over a plain server: ${result.seconds} s, ${result.pushes_per_s} pushes/s`,
          `  CPU per push, µs   functions ${cpu.functions}, Postgres ${cpu.database}, Data API and gateway ${cpu.platform}, server ${cpu.server}`,
          `  busy, cores        functions ${busy.functions}, Postgres ${busy.database}, Data API and gateway ${busy.platform}, server ${busy.server}`,
          `  the limit          ${result.limit}`,
          `  the server         ${leg.missed} missed, ${leg.duplicates} told twice`,
        ],
      };
    } finally {
      await slipway.stop();
    }
  } finally {
    await target.stop();
  }
}

const names: Record<string, string> = {
  functions: "the worker",
  database: "Postgres",
  platform: "the Data API and the gateway",
  server: "the server",
};

/** A part that is busy all the time holds up all others; else all of them together fill the processors, or wait for each other. */
function limitOf(busy: Record<string, number>): string {
  const [most = ["", 0], ...others] = Object.entries(busy).sort(([, a], [, b]) => b - a);
  const all = [most, ...others].reduce((sum, [, cores]) => sum + cores, 0);
  if (most[1] >= 0.9) return `${names[most[0]]}, which has one thread`;
  const share = `${round(all)} of ${availableParallelism()} cores are busy`;
  return all >= 0.85 * availableParallelism()
    ? `the processors: ${share}`
    : `what waits for each other: ${share}`;
}
