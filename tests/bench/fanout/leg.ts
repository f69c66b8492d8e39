import { elapsed } from "../../../scripts/runtime.ts";
import { cpuSeconds } from "../usage.ts";
import type { Target } from "./target.ts";

/** What one client did in one round, as the server and the kernel saw it. */
export interface Leg {
  /** Distinct tokens answered with 200, per second of wall clock. */
  pushes_per_s: number;
  /** Of the client's process: user and system, all threads. */
  cpu_us_per_push: number;
  peak_rss_mb: number;
  /** Devices that never got a 200. */
  missed: number;
  /** 200s beyond the first of a device. */
  duplicates: number;
  server_cpu_us_per_push: number;
  /** 1: the server was busy all the time, and so the limit. */
  server_busy: number;
}

/**
 * Measures `work`: CPU of the client and the server between its start and its end, successes at the server.
 * `work` resolves with the seconds it took, when it knows better than this clock.
 */
export async function measureLeg(
  { target, pid, devices, work, peakRssMb }: {
    target: Target;
    pid: number;
    devices: number;
    work: () => Promise<number | void>;
    peakRssMb: (pid: number) => number;
  },
): Promise<Leg> {
  await target.forget();
  const before = { client: cpuSeconds(pid), server: cpuSeconds(target.pid), at: elapsed() };
  const known = await work();
  const seconds = known ?? (elapsed() - before.at) / 1000;
  const client = cpuSeconds(pid) - before.client;
  const server = cpuSeconds(target.pid) - before.server;
  const { distinct, accepted } = await target.served();
  return {
    pushes_per_s: distinct / seconds,
    cpu_us_per_push: client * 1e6 / distinct,
    peak_rss_mb: peakRssMb(pid),
    missed: devices - distinct,
    duplicates: accepted - distinct,
    server_cpu_us_per_push: server * 1e6 / distinct,
    server_busy: server / seconds,
  };
}
