import type { Measured } from "../bench.ts";
import { megabytes } from "../docs/markdown.ts";
import { percentile, round } from "../percentile.ts";
import { type Footprint, growth } from "./footprint.ts";
import { type Sample, tenths } from "./watch.ts";

/** What was seen. */
export interface Finding {
  devices: number;
  insertSeconds: number;
  /** From the update to the last device's answer, written. */
  seconds: number;
  samples: Sample[];
  /** Milliseconds of each read of the manifest, meanwhile and before. */
  reads: number[];
  quietReads: number[];
  before: Footprint;
  after: Footprint;
  /** Requests to the push function. */
  invocations: number;
  batches: number;
  takeovers: number;
  /** Seconds of CPU; `platform` is the bench's own process: Data API, gateway, pg_net, pg_cron. */
  cpu: { functions: number; database: number; platform: number; simulator: number };
  retried: number;
  retrySeconds: number;
  refusedForGood: number;
  apns: { distinct_tokens_accepted: number; duplicates: number; by_reason: Record<string, number> };
}

export function report(found: Finding): Measured {
  const { devices, seconds, samples, invocations, batches, cpu, before, after, apns } = found;
  const parts = tenths(samples, devices);
  const rates = parts.map(({ per_s }) => per_s);
  const memory = parts.map(({ rss_mb }) => rss_mb);
  const tables = growth(before, after);
  const added = (of: "rows" | "bytes") => Object.values(tables).reduce((sum, table) => sum + table[of], 0);
  const perPush = (used: number) => round(used * 1e6 / devices);
  const result = {
    devices,
    insert_s: round(found.insertSeconds),
    seconds: round(seconds),
    pushes_per_s: Math.round(devices / seconds),
    rate_lowest_to_highest_tenth: round(Math.min(...rates) / Math.max(...rates)),
    rate_last_to_first_half: round(sum(parts.slice(0, 5), timeOf) / sum(parts.slice(5), timeOf)),
    peak_rss_mb: Math.max(...memory),
    rss_last_to_second_tenth_mb: (memory.at(-1) ?? NaN) - (memory[1] ?? NaN),
    tenths: parts,
    invocations,
    batches,
    takeovers: found.takeovers,
    pushes_per_invocation: Math.round(devices / invocations),
    cpu_s_per_invocation: round(cpu.functions / invocations),
    cpu_us_per_push: {
      functions: perPush(cpu.functions),
      database: perPush(cpu.database),
      platform: perPush(cpu.platform),
      simulator: perPush(cpu.simulator),
    },
    database: {
      rows_added: added("rows"),
      bytes_added: added("bytes"),
      wal_bytes: after.walBytes - before.walBytes,
      tables,
    },
    manifest: {
      reads: found.reads.length,
      p50_ms: round(percentile(found.reads, 0.5)),
      p99_ms: round(percentile(found.reads, 0.99)),
      max_ms: round(Math.max(...found.reads)),
      quiet_p50_ms: round(percentile(found.quietReads, 0.5)),
      quiet_p99_ms: round(percentile(found.quietReads, 0.99)),
    },
    retry: { devices: found.retried, seconds: round(found.retrySeconds) },
    apns: {
      accepted: apns.distinct_tokens_accepted,
      refused_for_good: found.refusedForGood,
      missed: devices - apns.distinct_tokens_accepted - found.refusedForGood,
      duplicates: apns.duplicates,
      by_reason: apns.by_reason,
    },
  };
  const { database, manifest } = result;
  return {
    result,
    lines: [
      `${devices} devices, 2 % of them failing: ${result.seconds} s, ${result.pushes_per_s} pushes/s`,
      `  rate per tenth       ${
        rates.join(" ")
      }  (last half to first half: ${result.rate_last_to_first_half})`,
      `  memory per tenth, MB ${memory.join(" ")}`,
      `  ${invocations} invocations of push, ${batches} batches, ${result.cpu_s_per_invocation} s of CPU per invocation`,
      `  CPU per push, µs     functions ${result.cpu_us_per_push.functions}, Postgres ${result.cpu_us_per_push.database}, ` +
      `Data API and gateway ${result.cpu_us_per_push.platform}, simulator ${result.cpu_us_per_push.simulator}`,
      `  database             ${database.rows_added} rows, ${megabytes(database.bytes_added)} more; ${
        megabytes(database.wal_bytes)
      } of WAL`,
      ...Object.entries(tables).map(([name, { rows, bytes }]) =>
        `    ${name.padEnd(32)} ${String(rows).padStart(8)} rows ${megabytes(bytes).padStart(11)}`
      ),
      `  manifest meanwhile   p50 ${manifest.p50_ms} ms, p99 ${manifest.p99_ms} ms (before: ${manifest.quiet_p50_ms} and ${manifest.quiet_p99_ms} ms)`,
      `  tried again          ${result.retry.devices} devices in ${result.retry.seconds} s`,
      `  APNs                 ${result.apns.accepted} accepted, ${result.apns.refused_for_good} refused for good, ` +
      `${result.apns.missed} missed, ${result.apns.duplicates} duplicates`,
    ],
  };

  function timeOf({ per_s }: { per_s: number }) {
    return 1 / per_s;
  }
}

function sum<Item>(items: Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
