import { z } from "zod";
import { grouped, table } from "./markdown.ts";

const clientSchema = z.object({
  pushes_per_s: z.number(),
  ratio_to_fetch: z.number(),
  cpu_us_per_push: z.number(),
  peak_rss_mb: z.number(),
  missed: z.number(),
  server_busy: z.number(),
});

const serverSchema = z.object({
  clients: z.record(z.string(), clientSchema),
  slipway: z.object({
    idle_rss_mb: z.number(),
    database_cpu_us_per_push: z.number(),
    platform_cpu_us_per_push: z.number(),
  }),
});

const fanoutSchema = z.object({
  devices: z.number(),
  rounds: z.number(),
  how: z.record(z.string(), z.string()),
  servers: z.object({ plain: serverSchema, simulator: serverSchema }),
});

export function fanoutSection(result: unknown): string {
  const { devices, rounds, how, servers } = fanoutSchema.parse(result);
  return `${
    grouped(devices)
  } devices, the same body and headers for all. \`slipway\` is everything from before the update of the build to the finished
run in the database: trigger, wake, claims through the Data API, signing, pushing, writing back, with the push function in a process of its own, as\nhosted. The others only push: warmed
up, with all tokens in memory, ${
    Object.entries(how).map(([name, words]) => `\`${name}\` with ${words}`).join("; ")
  }.

Each client is a process of its own, and all speak to the same server process on the same machine, in turn, ${rounds} rounds. Successes are
counted by the server: distinct tokens answered with 200, over the wall clock. CPU is user and system time of the client's process
from \`/proc/<pid>/stat\`, memory its \`VmHWM\`. Rates and CPU are medians, ratios medians of the rounds' own ratios to \`fetch\`, memory and
missed devices the worst round. "Server" is how busy the server's one core was.

### Against a plain HTTP/2 server

Node's \`http2\`, answering 200 without looking, so that it is the client that is measured.

${serverTable(servers.plain)}

### Against the APNs simulator

It checks and records every request, as \`npm start\` has it.

${serverTable(servers.simulator)}`;
}

function serverTable({ clients, slipway }: z.infer<typeof serverSchema>): string {
  return `${
    table(
      ["", "pushes/s", "to `fetch`", "CPU per push", "memory", "missed", "server"],
      Object.entries(clients).map(([name, found]) => [
        `\`${name}\``,
        grouped(found.pushes_per_s),
        found.ratio_to_fetch.toFixed(2),
        `${found.cpu_us_per_push.toFixed(0)} µs`,
        `${found.peak_rss_mb} MB`,
        grouped(found.missed),
        `${Math.round(found.server_busy * 100)} %`,
      ]),
    )
  }

Idle, Slipway's process has ${slipway.idle_rss_mb} MB. Beside it, on the same cores,
Postgres used ${slipway.database_cpu_us_per_push} µs and the Data API with the gateway ${slipway.platform_cpu_us_per_push} µs of CPU per push.`;
}
