// @ts-check
// What every client of the HTTP/2 benchmark shares. A client warms up, says "ready", sends all requests after each "go" and
// says "done", and ends when its standard input does: with its parent at the latest.
import process from "node:process";
import { createInterface } from "node:readline";

/**
 * @typedef {{ origin: string, path: string, caCert: string, headers: Record<string, string>, body: string,
 *   count: number, warm: number, width: number }} Job
 */

/** @type {Job} */
export const job = JSON.parse(process.env.SLIPWAY_BENCH_JOB ?? "{}");

/**
 * The whole life of a client.
 * @param {(count: number) => Promise<unknown>} send sends so many requests, `width` at a time
 */
export async function measured(send) {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  await send(job.warm);
  console.log("ready");
  while (!(await lines.next()).done) {
    await send(job.count);
    console.log("done");
  }
  process.exit(0);
}

/**
 * Asks `count` times, with at most `width` under way.
 * @param {number} count @param {() => Promise<number>} ask resolves with the status
 */
export async function inFlight(count, ask) {
  let left = count;
  const one = async () => {
    while (left-- > 0) check(await ask());
  };
  await Promise.all(Array.from({ length: job.width }, one));
}

/** @param {number} status */
export function check(status) {
  if (status !== 200) throw new Error(`answered ${status}`);
}
