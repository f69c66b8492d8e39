// What the real worker was seen to do: pg_net 0.20.4, commit to arrival, one call after the other. A nap is a second; the tolerances
// are wide, because only naps are the subject.
import { afterEach, beforeEach, expect, test } from "vitest";
import { elapsed, sleep } from "../../../../scripts/runtime.ts";
import { until } from "../../../support/until.ts";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

/** After the last commit of a busy period pg_net is at rest within three naps; making the extension wakes it as well. */
const restMs = 3_200;

let net: NetFixture;
beforeEach(async () => void (net = await startNetFixture()));
afterEach(() => net.stop());

/** Milliseconds from the commit of a call until it arrives, for calls that are committed `gapMs` after the arrival of the one before. */
async function delays(gapsMs: number[]): Promise<number[]> {
  const measured: number[] = [];
  for (const gapMs of gapsMs) {
    await sleep(gapMs);
    await net.post("/timed");
    const committedAt = elapsed();
    const call = await until("the call", () => net.at("/timed")[measured.length], 5_000);
    measured.push(call.arrivedAt - committedAt);
  }
  return measured;
}

/** "now", "nap" (what is left of one after 400 ms), or the milliseconds that are neither. */
function named(ms: number): string {
  if (ms < 300) return "now";
  return ms > 400 && ms < 900 ? "nap" : `${Math.round(ms)} ms`;
}

test("400 ms apart: one commit cuts a nap short, those after it wait until a nap ends", async () => {
  const observed = await delays([restMs, 400, 400, 400, 400]);
  expect(observed.map(named)).toEqual(["now", "now", "nap", "nap", "nap"]);
});

test("2.5 s after a nap was cut short the next call is made at once", async () => {
  expect((await delays([restMs, 400, 2_500])).map(named)).toEqual(["now", "now", "now"]);
});

test("what is committed during a nap goes out together when it ends", async () => {
  await delays([restMs, 400]);
  const paths = ["/one", "/two", "/three"];
  // Three transactions in one message: on a busy machine three messages might not all meet the same nap.
  const calls = paths.map((path) => `perform net.http_post('${net.url}${path}'); commit;`);
  await net.sql.unsafe(`do $$ begin ${calls.join(" ")} end $$`);
  const answers = await until("all answers", async () => {
    const rows = await net.sql`select created from net._http_response where content <> 'hello /timed'`;
    return rows.length === paths.length && rows;
  });
  // A batch is a transaction, and this is when it began.
  expect(new Set(answers.map(({ created }) => created.getTime())).size).toBe(1);
});

test("a worker that starts again looks at once at what was left", async () => {
  await delays([restMs, 400]);
  await net.sql`select net.http_post(${`${net.url}/left`})`;
  await net.restart();
  // Unlogged tables survive a clean stop.
  await until("what was left", () => net.at("/left").length === 1);
});
