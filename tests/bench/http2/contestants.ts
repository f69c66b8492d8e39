import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { elapsed } from "../../../scripts/runtime.ts";
import { denoBinary, repositoryRoot } from "../../../scripts/tasks/step.ts";
import type { Server } from "../../support/http2-servers/server.ts";
import { ClientProcess } from "../fanout/client-process.ts";
import { cpuSeconds } from "../usage.ts";

export const path = `/3/device/${"a1b2c3d4".repeat(8)}`;
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

/** What one took for a round. Busy: the share of one core. */
export interface Round {
  perSecond: number;
  busy: number;
  serverBusy: number;
}

/** Somebody who sends `count` requests a round. */
export interface Contestant {
  round(): Promise<Round>;
  stop(): Promise<void>;
}

interface Task {
  server: Server;
  count: number;
  /** Requests in flight. */
  width: number;
}

/** A client in a process of its own, connected and warm. `script` lies beside this file. */
export async function startClient(script: string, { server, count, width }: Task): Promise<Contestant> {
  const { origin, caCert } = server;
  const job = { origin, caCert, path, headers, body, count, width, warm: Math.min(warm, count) };
  const [command, ...args] = script.endsWith(".ts")
    ? [denoBinary, "run", "--quiet", "--no-check", "-A", "--config", `${repositoryRoot}/deno.json`]
    : ["node"];
  const child = new ClientProcess(command ?? "node", [...args, join(import.meta.dirname ?? "", script)], {
    SLIPWAY_BENCH_JOB: JSON.stringify(job),
  });
  await child.says("ready");
  return {
    async round() {
      const cpu = { client: cpuSeconds(child.pid), server: cpuSeconds(server.pid) };
      const start = elapsed();
      child.tell("go");
      await child.says("done");
      const seconds = (elapsed() - start) / 1_000;
      return {
        perSecond: count / seconds,
        busy: (cpuSeconds(child.pid) - cpu.client) / seconds,
        serverBusy: (cpuSeconds(server.pid) - cpu.server) / seconds,
      };
    },
    stop: () => child.stop(),
  };
}

/** nghttp2's load generator; a new process and connection every round, which it does not count. */
export async function startH2load({ server, count, width }: Task): Promise<Contestant> {
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
      return {
        perSecond: Number(/finished in \S+, ([\d.]+) req\/s/.exec(stdout)?.[1]),
        busy: NaN,
        serverBusy: NaN,
      };
    },
    stop: () => Promise.resolve(),
  };
}
