// @ts-check
// What every client of the fan-out benchmark shares: what to send, and when. A client warms up, says "ready", waits for
// "go", sends, says "done", and ends when its standard input does: with its parent at the latest.
import { createHash } from "node:crypto";
import process from "node:process";
import { createInterface } from "node:readline";

/**
 * @typedef {{ url: string, host: string, port: number, caCert: string, keyId: string, teamId: string, p8: string,
 *   topic: string, title: string, text: string, component: string, build: number, announcement: string,
 *   expiration: number, collapseId: string, warm: number, count: number, settings: Record<string, number> }} Job
 */

/** @type {Job} */
export const job = JSON.parse(process.env.SLIPWAY_BENCH_JOB ?? "{}");

/** What an app gets beside `aps`. */
export const data = { component: job.component, build: job.build, announcement: job.announcement };

/** The tokens of the devices that the database holds too. @param {number} count */
function tokens(count) {
  return Array.from(
    { length: count },
    (_, at) => createHash("sha256").update(`device ${at + 1}`).digest("hex"),
  );
}

/**
 * The whole life of a client.
 * @param {(tokens: string[]) => Promise<unknown>} send sends to all of them
 */
export async function measured(send) {
  const all = tokens(job.count);
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  await send(all.slice(0, job.warm));
  console.log("ready");
  await lines.next();
  await send(all);
  console.log("done");
  while (!(await lines.next()).done);
  process.exit(0);
}

/**
 * Sends with at most `width` under way.
 * @template Item
 * @param {Item[]} items @param {number} width @param {(item: Item) => Promise<unknown>} send
 */
export async function inFlight(items, width, send) {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) await send(/** @type {Item} */ (items[at]));
  };
  await Promise.all(Array.from({ length: width }, worker));
}
