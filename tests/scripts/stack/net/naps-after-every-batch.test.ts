// What the real worker was seen to do: pg_net 0.20.4, commit to arrival, one call after the other. A nap is a second; the tolerances
// are wide, because only naps are the subject.
import { afterEach, beforeEach, expect, test } from "vitest";
import { elapsed, sleep } from "../../../../scripts/runtime.ts";
import { until } from "../../../support/until.ts";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

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
  const observed = await delays([0, 400, 400, 400, 400]);
  expect(observed.map(named)).toEqual(["now", "now", "nap", "nap", "nap"]);
});

test("2.5 s after a nap was cut short the next call is made at once", async () => {
  expect((await delays([0, 400, 2_500])).map(named)).toEqual(["now", "now", "now"]);
});

test("what is committed during a nap goes out together when it ends", async () => {
  await delays([0, 400]);
  await Promise.all(["/one", "/two", "/three"].map((path) => net.post(path)));
  await until("all three", () => ["/one", "/two", "/three"].every((path) => net.at(path).length === 1));
  const at = ["/one", "/two", "/three"].map((path) => net.at(path)[0]?.arrivedAt ?? 0);
  expect(Math.max(...at) - Math.min(...at)).toBeLessThan(300);
});

test("a worker that starts again looks at once at what was left", async () => {
  await delays([0, 400]);
  await net.sql`select net.http_post(${`${net.url}/left`})`;
  await net.database.restart();
  // Unlogged tables survive a clean stop.
  await until("what was left", () => net.at("/left").length === 1);
});
