import { expect, test } from "vitest";
import { accepted, pushing, refused } from "../support/pushing.ts";
import { batch, tokenOf } from "../support/rows.ts";

test("a request without an answer counts as lost after 10 s and is sent again on a new connection", async () => {
  let isFirst = true;
  const drained = pushing([batch(30)], ({ token }) => {
    if (token !== tokenOf(9) || !isFirst) return accepted();
    isFirst = false;
    return new Promise(() => {});
  });
  const startedAt = drained.project.clock.now;
  await drained.drain();
  expect(drained.project.clock.now - startedAt).toBeGreaterThanOrEqual(10_000);
  expect(drained.project.clock.now - startedAt).toBeLessThan(12_000);
  expect([drained.sentCount(), drained.outcomes()]).toEqual([30, []]);
  expect(drained.project.connections).toEqual({ opened: 2, closed: 1 });
});

test("an answer that comes after it was given up changes nothing", async () => {
  const late = Promise.withResolvers<Response>();
  let tries = 0;
  const drained = pushing([batch(3)]);
  drained.project.apns = async ({ token }) => {
    if (token !== tokenOf(2)) return accepted();
    if (++tries === 1) return await late.promise;
    late.resolve(accepted());
    await drained.project.clock.sleep(100);
    return refused(429, "TooManyRequests");
  };
  await drained.drain();
  expect([drained.sentCount(), drained.outcomes()]).toEqual([2, [
    expect.objectContaining({ id: 2, status: 429 }),
  ]]);
  expect(drained.project.logged("push_batch")).toEqual([expect.objectContaining({ sent: 2, refused: 1 })]);
});

test("a connection with room for one sends one at a time, and waiting for it is not silence", async () => {
  const drained = pushing([batch(400)]);
  const { project } = drained;
  project.room = () => 1;
  let most = 0;
  let inFlight = 0;
  project.apns = async () => {
    most = Math.max(most, ++inFlight);
    await project.clock.sleep(200);
    inFlight--;
    return accepted();
  };
  await drained.drain();
  expect(most).toBe(1);
  expect(project.pushes).toHaveLength(400);
  expect(project.connections.opened).toBe(1);
  expect(drained.sentCount()).toBe(400);
});

test("a connection that was full goes on as soon as it says so", async () => {
  const drained = pushing([batch(10)]);
  const { project } = drained;
  project.room = () => project.pushes.length < 4 ? 1_000 : 0;
  const { drained: end } = await drained.worker.wake(100_000);
  await project.clock.until(() => project.pushes.length === 4);
  project.room = () => 1_000;
  project.onRoom();
  expect(project.pushes).toHaveLength(10);
  await end;
});
