import { expect, test } from "vitest";
import { accepted, pushing } from "../support/pushing.ts";
import { batch } from "../support/rows.ts";

const many = (count: number, size = 2_500) =>
  Array.from({ length: count }, (_, at) => batch(size, { batch_id: at + 1 }));

test("after 10,000 pushes it releases where it stands; a successor is asked for once, while the last are being sent", async () => {
  const drained = pushing(many(5, 3_000));
  drained.project.apns = async () => {
    await drained.project.clock.sleep(10);
    return accepted();
  };
  let sentWhenWoken = 0;
  drained.project.rpc.wake_push = () => {
    sentWhenWoken = drained.project.pushes.length;
    return null;
  };
  await drained.drain();
  expect([drained.sentCount(), drained.project.pushes.length]).toEqual([10_000, 10_000]);
  const last = drained.written().map((slice) => slice.disposition).filter((said) => said !== "progress");
  expect(last).toEqual(["finished", "finished", "finished", "released"]);
  expect(drained.project.called("wake_push")).toHaveLength(1);
  expect(sentWhenWoken).toBeLessThan(9_990);
  expect(drained.queue).toHaveLength(1);
});

test("a successor that lands in the same isolate brings a budget of its own: the drain goes on without a pause", async () => {
  const drained = pushing(many(5, 3_000));
  const { project, worker } = drained;
  project.rpc.wake_push = async () => {
    expect(await worker.wake(project.clock.now + 100_000)).toMatchObject({ claimed: false });
    return null;
  };
  await drained.drain();
  expect(drained.sentCount()).toBe(15_000);
  expect(project.logged("push_drained")).toEqual([
    expect.objectContaining({ pushes: 15_000, end: "nothing_due" }),
  ]);
  expect(project.connections.opened).toBe(1);
});

test("so it does when the successor comes while the last devices of the used budget are on their way", async () => {
  const drained = pushing(many(5, 2_000));
  const { project, queue, worker } = drained;
  project.apns = async () => {
    await project.clock.sleep(500);
    if (project.pushes.length === 10_000 && queue.length === 0) {
      queue.push(batch(100, { batch_id: 9 }));
      await worker.wake(project.clock.now + 100_000);
    }
    return accepted();
  };
  await drained.drain();
  expect(drained.sentCount()).toBe(10_100);
  expect(project.logged("push_drained")).toEqual([expect.objectContaining({ end: "nothing_due" })]);
});

test("exactly 10,000: all finished, and somebody looks whether there is more", async () => {
  const drained = pushing(many(5));
  await drained.drain();
  expect(drained.sentCount()).toBe(10_000);
  expect(drained.project.called("wake_push")).toHaveLength(1);
});

test("at the deadline: what is in flight is waited for and written", async () => {
  const drained = pushing(many(1));
  drained.project.apns = async () => {
    await drained.project.clock.sleep(1_000);
    return accepted();
  };
  await drained.drain(3_000);
  expect(drained.sentCount()).toBe(drained.project.pushes.length);
  expect(drained.sentCount()).toBeLessThan(2_500);
  expect(drained.written().at(-1)?.disposition).toBe("released");
  expect(drained.project.called("wake_push")).toHaveLength(1);
});

test.each(["cpu", "wall_clock", "memory", "termination"])("when the platform says %s", async (reason) => {
  const drained = pushing(many(1));
  const { project } = drained;
  project.apns = async () => {
    if (project.pushes.length === 700) project.unloaders.forEach((tell) => tell(reason));
    await project.clock.sleep(20);
    return accepted();
  };
  await drained.drain();
  expect(project.pushes).toHaveLength(700);
  expect(drained.sentCount()).toBe(700);
  expect(drained.written().at(-1)?.disposition).toBe("released");
  expect(project.called("wake_push")).toHaveLength(1);
});

test("an unload does not wait for a silent host", async () => {
  const drained = pushing(many(1), () => new Promise(() => {}));
  const { project } = drained;
  const startedAt = project.clock.now;
  project.clock.sleep(500).then(() => project.unloaders.forEach((tell) => tell("wall_clock")));
  await drained.drain();
  expect(project.clock.now - startedAt).toBeLessThanOrEqual(2_000);
  expect(drained.written()).toEqual([expect.objectContaining({ disposition: "released", progress_id: 0 })]);
});

test("nothing left: no successor", async () => {
  const drained = pushing(many(2, 10));
  await drained.drain();
  expect(drained.project.called("wake_push")).toEqual([]);
});
