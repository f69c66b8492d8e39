import { demoTopic } from "../../../scripts/demo/prepare.ts";
import { now } from "../../../scripts/runtime.ts";
import { peakRssMb } from "../usage.ts";
import { ClientProcess } from "./client-process.ts";
import { type Leg, measureLeg } from "./leg.ts";
import type { Credentials, Target } from "./target.ts";

/** A client that Slipway's worker is compared with. */
interface Client {
  name: string;
  /** Under tests/bench/peers. */
  script: string;
  settings: Record<string, number>;
  /** For people. */
  how: string;
  /** One round tells enough. */
  isOnce?: true;
  /** Not with more devices than this: it would take minutes. */
  most?: number;
}

/** `fetch` is what the others are measured by. "Tuned" is the fastest of a dozen settings that were tried. */
export const clients: Client[] = [
  { name: "fetch", script: "fetch.ts", settings: { width: 500 }, how: "500 requests in flight" },
  { name: "fetch-64", script: "fetch.ts", settings: { width: 64 }, how: "64 in flight" },
  {
    name: "node-apn",
    script: "node-apn.mjs",
    settings: { chunk: 1000, chunks: 1 },
    how: "one Provider, `send` of 1,000 tokens after another",
  },
  // Beyond some thousand tokens the memory limit of its HTTP/2 session (Node: 10 MB) ends the session and most of them with it.
  {
    name: "node-apn-all",
    script: "node-apn.mjs",
    settings: {},
    how: "one Provider, one `send` of all tokens (10,000 of them, one round)",
    isOnce: true,
    most: 10_000,
  },
  {
    name: "node-apn-tuned",
    script: "node-apn.mjs",
    settings: { chunk: 50, chunks: 8 },
    how: "one Provider, 8 `send`s of 50 tokens at a time",
  },
  {
    name: "apns2",
    script: "apns2.mjs",
    settings: {},
    how: "its pool of 32 connections, one `sendMany` of all tokens",
  },
  {
    name: "apns2-tuned",
    script: "apns2.mjs",
    settings: { connections: 2, streams: 50, width: 100 },
    how: "a pool of 2 connections with 50 streams each, 100 `send`s at a time",
  },
];

const root = `${import.meta.dirname}/../../..`;
const peers = `${import.meta.dirname}/../peers`;

/** Runs a client in a new process: warm-up, then `devices` pushes. */
export async function runClient(
  client: Client,
  { target, credentials, devices, warm }: {
    target: Target;
    credentials: Credentials;
    devices: number;
    warm: number;
  },
): Promise<Leg> {
  const { keyId, teamId, p8 } = credentials;
  const { hostname, port } = new URL(target.url);
  const job = {
    url: target.url,
    host: hostname,
    port: Number(port),
    caCert: target.caCert,
    keyId,
    teamId,
    p8,
    topic: demoTopic,
    title: "Helper",
    text: "Build 131 is on TestFlight. Tap to install.",
    component: "ios",
    build: 131,
    announcement: crypto.randomUUID(),
    expiration: Math.floor(now() / 1000) + 86_400,
    collapseId: "ios-build-available",
    warm: Math.min(warm, devices),
    count: devices,
    settings: client.settings,
  };
  const script = `${peers}/${client.script}`;
  const [command, ...args] = script.endsWith(".ts")
    ? [`${root}/bin/deno`, "run", "--quiet", "--no-check", "-A", "--config", `${root}/deno.json`, script]
    : ["node", script];
  const child = new ClientProcess(command, args, { SLIPWAY_BENCH_JOB: JSON.stringify(job) });
  try {
    await child.says("ready");
    const work = async () => {
      child.tell("go");
      await child.says("done");
    };
    return await measureLeg({ target, pid: child.pid, devices, work, peakRssMb });
  } finally {
    await child.stop();
  }
}
