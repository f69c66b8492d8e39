import { expect, test } from "vitest";
import { breathe } from "../support/clock.ts";
import { accepted, pushing, refused } from "../support/pushing.ts";
import { batch, tokenOf } from "../support/rows.ts";

test("slices follow one another without a gap and add up, outcomes in device order", async () => {
  const drained = pushing([batch(3_000, { progress_every: 100 })]);
  // every 7th is late, every 10th is another app's
  drained.project.apns = async ({ token }) => {
    const id = Number.parseInt(token, 16);
    await drained.project.clock.sleep(id % 7 === 0 ? 300 : 5);
    return id % 10 === 0 ? refused(400, "DeviceTokenNotForTopic") : accepted();
  };
  await drained.drain();
  let before = 0;
  for (const slice of drained.written()) {
    const ids = slice.outcomes.map((outcome) => outcome.id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(ids.every((id) => id > before && id <= slice.progress_id)).toBe(true);
    expect(slice.sent_count + ids.length).toBe(slice.progress_id - before);
    before = slice.progress_id;
  }
  expect(before).toBe(3_000);
  expect([drained.sentCount(), drained.outcomes().length]).toEqual([2_700, 300]);
  expect(drained.written().filter((slice) => slice.disposition === "finished")).toHaveLength(1);
  expect(drained.written().length).toBeGreaterThan(20);
});

test("one write at a time, and never more than 1,000 sent but unwritten, over two batches together", async () => {
  let writing = 0;
  let written = 0;
  let worst = 0;
  const drained = pushing([batch(2_500), batch(2_500, { batch_id: 6 })], undefined, {});
  const { project } = drained;
  project.rpc.finish_push_batch = async (args) => {
    expect(++writing).toBeLessThanOrEqual(2); // one per batch
    await project.clock.sleep(40);
    writing--;
    written += Number(args.sent_count);
    return { held: true, stop: null };
  };
  project.apns = async ({ token }) => {
    worst = Math.max(worst, project.pushes.length - written);
    await project.clock.sleep(token === tokenOf(3) ? 5_000 : 10);
    return accepted();
  };
  await drained.drain();
  expect(drained.sentCount()).toBe(5_000);
  expect(worst).toBeLessThanOrEqual(1_000);
});

test("sending stops at once when the lease is lost, and nothing more is written", async () => {
  const drained = pushing([batch(5_000)], undefined, {
    finish_push_batch: () => ({ held: false, stop: null }),
  });
  await drained.drain();
  expect(drained.written()).toHaveLength(1);
  expect(drained.project.pushes.length).toBeLessThanOrEqual(1_000);
  expect(drained.project.called("stop_push_run")).toEqual([]);
});

test.each(["superseded", "too_many_bad_tokens"])("sending stops at once when SQL says %s", async (stop) => {
  const drained = pushing([batch(5_000)], undefined, { finish_push_batch: () => ({ held: true, stop }) });
  await drained.drain();
  expect(drained.project.pushes.length).toBeLessThanOrEqual(1_000);
  expect(drained.project.logged("push_batch")).toEqual([expect.objectContaining({ end: stop })]);
});

test("a slow host: the lease is renewed although nothing is answered", async () => {
  const drained = pushing([batch(1)]);
  drained.project.apns = async () => {
    await drained.project.clock.sleep(9_900);
    return accepted();
  };
  drained.queue[0] = batch(1, { lease_seconds: 3 });
  await drained.drain();
  expect(drained.written().slice(0, -1).length).toBeGreaterThanOrEqual(5);
  expect(drained.written().slice(0, -1).every((slice) => slice.progress_id === 0 && slice.sent_count === 0))
    .toBe(true);
  expect(drained.written().at(-1)).toMatchObject({ progress_id: 1, sent_count: 1, disposition: "finished" });
});

test("a lease that could not be renewed in time ends the sending", async () => {
  const drained = pushing([batch(5_000, { lease_seconds: 3 })]);
  drained.project.rpc.finish_push_batch = async () => {
    await drained.project.clock.sleep(9_000);
    return { held: true, stop: null };
  };
  await drained.drain();
  expect(drained.project.pushes.length).toBeLessThanOrEqual(1_000);
  expect(drained.written().at(-1)?.disposition).toBe("released");
});

test("a write whose answer was lost is repeated with the same words", async () => {
  let calls = 0;
  const drained = pushing([batch(600)], undefined, {
    finish_push_batch: () => {
      if (++calls <= 2) return Response.json({ code: "08006", message: "gone" }, { status: 503 });
      return { held: true, stop: null };
    },
  });
  await drained.drain();
  const [first, second, third] = drained.written();
  expect([second, third]).toEqual([first, first]);
  expect(drained.written().at(-1)).toMatchObject({ progress_id: 600, disposition: "finished" });
});

test("a database that stays away ends the drain; the lease runs out and somebody else goes on", async () => {
  const drained = pushing([batch(5_000), batch(10)], undefined, {
    finish_push_batch: () => Response.json({ code: "08006", message: "gone" }, { status: 503 }),
  });
  await drained.drain();
  expect(drained.project.pushes.length).toBeLessThanOrEqual(1_000);
  expect(drained.queue).toHaveLength(1);
  // The same words three times, and no others: SQL may have heard them.
  expect(drained.written()).toHaveLength(3);
  expect(new Set(drained.written().map((slice) => JSON.stringify(slice))).size).toBe(1);
  expect(drained.project.logged("push_drained")).toEqual([
    expect.objectContaining({ end: "database_unavailable" }),
  ]);
});

test("a worker that was frozen past its lease sends nothing more when it wakes up", async () => {
  const gate = Promise.withResolvers<Response>();
  const drained = pushing([batch(5_000, { lease_seconds: 30 })]);
  const { project } = drained;
  let answered = 0;
  project.apns = ({ token }) => token === tokenOf(1) || ++answered > 300 ? accepted() : gate.promise;
  const { drained: end } = await drained.worker.wake(1_000_000);
  await project.clock.until(() => project.pushes.length >= 300);
  await breathe();
  const before = project.pushes.length;
  // Nothing of the worker runs while it is frozen: neither ticks nor writes.
  project.clock.now += 31_000;
  gate.resolve(accepted());
  await project.clock.until(() => project.logged("push_batch").length === 1);
  await end;
  expect(project.pushes.length).toBe(before);
  expect(project.logged("push_batch")).toEqual([expect.objectContaining({ end: "lease_expired" })]);
});
