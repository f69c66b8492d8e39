import { sleep } from "../../../scripts/runtime.ts";
import { type Bench, type Measured, note } from "../bench.ts";
import { percentile, round } from "../percentile.ts";
import { requireProc } from "../usage.ts";
import { clients, runClient } from "./clients.ts";
import type { Leg } from "./leg.ts";
import { installPeers } from "../install-peers.ts";
import { type SlipwayLeg, startSlipway } from "./slipway.ts";
import { summarize, type Summary, table } from "./summary.ts";
import { createCredentials, startTarget, type TargetName, targetNames } from "./target.ts";

const warm = 5_000;

/**
 * Pushes to the same devices with the same body and headers, first against a plain HTTP/2 server, then against the APNs
 * simulator, which costs more per request: the fetch loop, the libraries, and Slipway from the update to the finished run.
 */
export const fanout: Bench<"devices" | "rounds"> = {
  summary: "Slipway's whole push worker beside a fetch loop, node-apn and apns2",
  numbers: { devices: 40_000, rounds: 3 },
  async run({ devices, rounds }) {
    requireProc();
    await installPeers(`${import.meta.dirname}/../peers`, "node-apn and apns2");
    const servers = new Map<TargetName, Awaited<ReturnType<typeof against>>>();
    for (const name of targetNames) servers.set(name, await against(name, devices, rounds));
    return report(servers, devices, rounds);
  },
};

async function against(name: TargetName, devices: number, rounds: number) {
  const credentials = await createCredentials();
  const target = await startTarget(name, credentials);
  try {
    const slipway = await startSlipway({ target, credentials, devices, moves: rounds + 1 });
    try {
      await slipway.round(); // the others warm up too
      const legs = new Map<string, Leg[]>();
      const platform: SlipwayLeg[] = [];
      for (let number = 1; number <= rounds; number++) {
        const leg = await slipway.round();
        platform.push(leg);
        keep(legs, "slipway", leg);
        note(`${name} ${number}/${rounds} slipway ${Math.round(leg.pushes_per_s)}/s`);
        for (const client of clients) {
          if (number > 1 && client.isOnce) continue;
          await sleep(300); // the server collects its garbage
          const count = Math.min(devices, client.most ?? devices);
          const result = await runClient(client, { target, credentials, devices: count, warm });
          keep(legs, client.name, result);
          note(`${name} ${number}/${rounds} ${client.name} ${Math.round(result.pushes_per_s)}/s`);
        }
      }
      return { clients: summaries(legs), slipway: beside(platform, slipway.idleRssMb) };
    } finally {
      await slipway.stop();
    }
  } finally {
    await target.stop();
  }
}

function keep(legs: Map<string, Leg[]>, name: string, leg: Leg): void {
  legs.set(name, [...legs.get(name) ?? [], leg]);
}

function summaries(legs: Map<string, Leg[]>): Record<string, Summary> {
  const floor = legs.get("fetch") ?? [];
  return Object.fromEntries([...legs].map(([name, rounds]) => [name, summarize(rounds, floor)]));
}

function beside(legs: SlipwayLeg[], idleRssMb: number) {
  const median = (of: (leg: SlipwayLeg) => number) => round(percentile(legs.map(of), 0.5));
  return {
    idle_rss_mb: Math.round(idleRssMb),
    database_cpu_us_per_push: median((leg) => leg.database_cpu_us_per_push),
    platform_cpu_us_per_push: median((leg) => leg.platform_cpu_us_per_push),
  };
}

function report(
  servers: Map<TargetName, Awaited<ReturnType<typeof against>>>,
  devices: number,
  rounds: number,
): Measured {
  return {
    result: {
      clients: servers.get("plain")?.clients,
      devices,
      rounds,
      how: Object.fromEntries(clients.map(({ name, how }) => [name, how])),
      servers: Object.fromEntries(servers),
    },
    lines: [...servers].flatMap(([name, { clients, slipway }]) => [
      `${devices} devices, ${name} server, ${rounds} rounds`,
      ...table(clients),
      `  beside Slipway's push process: Postgres ${slipway.database_cpu_us_per_push} µs, ` +
      `Data API and gateway ${slipway.platform_cpu_us_per_push} µs of CPU per push; idle, it has ${slipway.idle_rss_mb} MB`,
      "",
    ]),
  };
}
