import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { elapsed } from "../../../scripts/runtime.ts";
import { DENO, ROOT } from "../../../scripts/tasks/step.ts";
import { type Bench, note } from "../bench.ts";
import { ClientProcess } from "../fanout/client-process.ts";
import { percentile } from "../percentile.ts";
import { startNghttpd } from "../../support/http2-servers/nghttpd.ts";
import { isInstalled, type Server } from "../../support/http2-servers/server.ts";

const path = `/3/device/${"a1b2c3d4".repeat(8)}`;
const headers = {
  authorization: `bearer ${"j".repeat(220)}`,
  "apns-topic": "com.example.app",
  "apns-push-type": "alert",
  "apns-priority": "10",
  "apns-collapse-id": "ios-build-available",
};
const body = JSON.stringify({
  aps: { alert: { title: "Helper", body: "Build 131 is on TestFlight. Tap to install." } },
  component: "ios",
  build: 131,
  announcement: "11111111-2222-4333-8444-555555555555",
});
const warm = 5_000;

/** One client: a round takes `count` requests and resolves with how many a second. */
interface Contestant {
  round(): Promise<number>;
  stop(): Promise<void>;
}

/** The same POSTs to the same nghttpd over one connection each, in turn: h2load, our own client, fetch, Node's http2. */
export const http2: Bench<"requests" | "rounds" | "width"> = {
  summary: "the HTTP/2 client beside h2load, fetch and Node's http2, against nghttpd",
  numbers: { requests: 60_000, rounds: 5, width: 500 },
  async run({ requests, rounds, width }) {
    if (!isInstalled("nghttpd") || !isInstalled("h2load")) {
      throw new Error("This benchmark needs nghttpd and h2load (Debian: nghttp2-server nghttp2-client).");
    }
    const server = await startNghttpd(path);
    const contestants = new Map<string, Contestant>();
    try {
      contestants.set("h2load", await h2load(server, requests, width));
      for (const [name, script] of [["slipway", "slipway.ts"], ["fetch", "fetch.ts"], ["node", "node.mjs"]]) {
        if (name !== undefined && script !== undefined) {
          contestants.set(name, await client(script, server, requests, width));
        }
      }
      const rates = new Map([...contestants.keys()].map((name): [string, number[]] => [name, []]));
      for (let turn = 1; turn <= rounds; turn++) {
        for (const [name, contestant] of contestants) {
          const rate = await contestant.round();
          rates.get(name)?.push(rate);
          note(`${turn}/${rounds} ${name} ${Math.round(rate)}/s`);
        }
      }
      const result = Object.fromEntries(
        [...rates].map(([name, all]) => [name, Math.round(percentile(all, 0.5))]),
      );
      return {
        lines: Object.entries(result).map(([name, rate]) => `${name.padEnd(10)} ${rate} requests/s`),
        result,
      };
    } finally {
      for (const contestant of contestants.values()) await contestant.stop();
      await server.stop();
    }
  },
};

async function client(script: string, server: Server, count: number, width: number): Promise<Contestant> {
  const { origin, caCert } = server;
  const job = JSON.stringify({
    origin,
    caCert,
    path,
    headers,
    body,
    count,
    width,
    warm: Math.min(warm, count),
  });
  const [command, ...args] = script.endsWith(".ts")
    ? [DENO, "run", "--quiet", "--no-check", "-A", "--config", `${ROOT}/deno.json`]
    : ["node"];
  const child = new ClientProcess(command ?? "node", [...args, join(import.meta.dirname ?? "", script)], {
    SLIPWAY_BENCH_JOB: job,
  });
  await child.says("ready");
  return {
    async round() {
      const start = elapsed();
      child.tell("go");
      await child.says("done");
      return count * 1_000 / (elapsed() - start);
    },
    stop: () => child.stop(),
  };
}

async function h2load(server: Server, count: number, width: number): Promise<Contestant> {
  const data = join(server.folder, "body.json");
  await writeFile(data, body);
  const args = [
    ...["-n", String(count), "-c", "1", "-t", "1", "-m", String(width), "-d", data],
    ...Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
    server.origin + path,
  ];
  return {
    async round() {
      const { stdout } = await promisify(execFile)("h2load", args);
      if (!stdout.includes(`${count} succeeded`)) throw new Error(`h2load failed: ${stdout}`);
      return Number(/finished in \S+, ([\d.]+) req\/s/.exec(stdout)?.[1]);
    },
    stop: () => Promise.resolve(),
  };
}
