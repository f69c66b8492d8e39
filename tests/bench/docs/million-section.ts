import { z } from "zod";
import { grouped, megabytes, table } from "./markdown.ts";

const millionSchema = z.object({
  devices: z.number(),
  insert_s: z.number(),
  seconds: z.number(),
  pushes_per_s: z.number(),
  rate_last_to_first_half: z.number(),
  peak_rss_mb: z.number(),
  tenths: z.array(z.object({ per_s: z.number(), rss_mb: z.number() })),
  invocations: z.number(),
  batches: z.number(),
  cpu_s_per_invocation: z.number(),
  cpu_us_per_push: z.object({
    functions: z.number(),
    database: z.number(),
    platform: z.number(),
    simulator: z.number(),
  }),
  database: z.object({
    rows_added: z.number(),
    bytes_added: z.number(),
    wal_bytes: z.number(),
    tables: z.record(z.string(), z.object({ rows: z.number(), bytes: z.number() })),
  }),
  manifest: z.object({
    reads: z.number(),
    p50_ms: z.number(),
    p99_ms: z.number(),
    quiet_p50_ms: z.number(),
    quiet_p99_ms: z.number(),
  }),
  retry: z.object({ devices: z.number(), seconds: z.number() }),
  apns: z.object({
    accepted: z.number(),
    refused_for_good: z.number(),
    missed: z.number(),
    duplicates: z.number(),
  }),
});

export function millionSection(result: unknown): string {
  const found = millionSchema.parse(result);
  const { database, manifest, cpu_us_per_push: cpu, apns, retry } = found;
  return `One move told to ${
    grouped(found.devices)
  } devices through the APNs simulator, which answers 1 % of the tokens with 410, 0.5 % with 400 on both hosts and
0.5 % with 503. Progress and memory are read twice a second.

${
    table(["", ""], [
      ["update → last answer written", `${found.seconds} s`],
      ["pushes/s", grouped(found.pushes_per_s)],
      ["rate of the second half to the first", found.rate_last_to_first_half],
      ["memory of the process that pushes, most", `${found.peak_rss_mb} MB`],
      ["invocations of \`push\`", found.invocations],
      ["CPU per invocation", `${found.cpu_s_per_invocation} s`],
      ["batches", found.batches],
      ["CPU per push: functions", `${cpu.functions} µs`],
      ["CPU per push: Postgres", `${cpu.database} µs`],
      ["CPU per push: Data API and gateway", `${cpu.platform} µs`],
      ["CPU per push: simulator", `${cpu.simulator} µs`],
      [
        "read of \`manifest\` meanwhile, p50 and p99",
        `${manifest.p50_ms} and ${manifest.p99_ms} ms of ${manifest.reads} reads`,
      ],
      ["read of \`manifest\` before", `${manifest.quiet_p50_ms} and ${manifest.quiet_p99_ms} ms`],
      ["rows added", grouped(database.rows_added)],
      ["bytes added, indexes included", megabytes(database.bytes_added)],
      ["WAL written", megabytes(database.wal_bytes)],
      ["tried again when APNs was well", `${grouped(retry.devices)} devices in ${retry.seconds} s`],
      ["accepted by APNs, at least once", grouped(apns.accepted)],
      ["refused for good, and recorded so", grouped(apns.refused_for_good)],
      ["missed", apns.missed],
      ["told twice", apns.duplicates],
    ])
  }

${
    table(["tenth of the devices", ...found.tenths.map((_, at) => String(at + 1))], [
      ["pushes/s", ...found.tenths.map(({ per_s }) => grouped(per_s))],
      ["memory, MB", ...found.tenths.map(({ rss_mb }) => rss_mb)],
    ])
  }

What the run left in the database, table by table; success needs no row.

${
    table(
      ["", "rows", "bytes"],
      Object.entries(database.tables).map((
        [name, { rows, bytes }],
      ) => [`\`${name}\``, grouped(rows), megabytes(bytes)]),
    )
  }`;
}

const parts = z.object({
  functions: z.number(),
  database: z.number(),
  platform: z.number(),
  server: z.number(),
});
const plainSchema = z.object({
  devices: z.number(),
  seconds: z.number(),
  pushes_per_s: z.number(),
  peak_rss_mb: z.number(),
  cpu_us_per_push: parts,
  busy_cores: parts,
  limit: z.string(),
  missed: z.number(),
  duplicates: z.number(),
});

export function millionToPlainSection(result: unknown): string {
  const { cpu_us_per_push: cpu, busy_cores: busy, ...found } = plainSchema.parse(result);
  return `The same without refusals, over a server that answers 200 to everything: ${
    grouped(found.devices)
  } devices in ${found.seconds} s,
${
    grouped(found.pushes_per_s)
  } pushes/s, ${found.peak_rss_mb} MB, ${found.missed} missed, ${found.duplicates} told twice. The limit is ${found.limit}.

${
    table(["", "CPU per push", "cores, busy"], [
      ["functions", `${cpu.functions} µs`, busy.functions],
      ["Postgres", `${cpu.database} µs`, busy.database],
      ["Data API and gateway", `${cpu.platform} µs`, busy.platform],
      ["the server", `${cpu.server} µs`, busy.server],
    ])
  }`;
}
