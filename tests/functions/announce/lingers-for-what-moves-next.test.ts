import { expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { type Json, Project } from "../support/project.ts";
import { wake } from "../support/requests.ts";
import { delivery } from "../support/rows.ts";

/** A project in which deliveries become due while time passes. */
function announcing() {
  const project = new Project();
  const due: Json[] = [];
  const deliveredAt = new Map<unknown, number>();
  project.rpc.claim_deliveries = () => due.splice(0);
  project.rpc.finish_delivery = ({ delivery_id }) => {
    deliveredAt.set(delivery_id, project.clock.now);
    return true;
  };
  const handle = project.serve(announce);
  const { clock } = project;
  return {
    project,
    handle,
    clock,
    deliveredAt,
    becomesDue: (id: number) => void due.push(delivery({ id })),
    looks: () => project.called("claim_deliveries").length,
  };
}

test("what becomes due within 3 s is delivered within 100 ms, without another call", async () => {
  const { project, handle, clock, becomesDue, deliveredAt } = announcing();
  becomesDue(1);
  await handle(wake());
  for (const id of [2, 3, 4]) {
    await clock.advance(2_900);
    const dueAt = clock.now;
    becomesDue(id);
    await clock.advance(100);
    expect(deliveredAt.get(id)).toBeLessThanOrEqual(dueAt + 100);
  }
  await project.settled();
});

test("it ends 3 s after the last delivery, with at most 40 looks for it", async () => {
  const { project, handle, clock, becomesDue, looks } = announcing();
  becomesDue(1);
  await handle(wake());
  const startedAt = clock.now;
  await project.settled();
  expect(clock.now - startedAt).toBeGreaterThanOrEqual(3_000);
  expect(clock.now - startedAt).toBeLessThan(3_100);
  expect(looks()).toBeLessThanOrEqual(42);
});

test("whoever finds nothing does not linger", async () => {
  const { project, handle, clock, looks } = announcing();
  await handle(wake());
  const startedAt = clock.now;
  await project.settled();
  expect([looks(), clock.now]).toEqual([1, startedAt]);
});

test("one of an isolate lingers, however many were called", async () => {
  const { project, handle, clock, becomesDue, looks } = announcing();
  for (const id of [1, 2, 3, 4, 5]) {
    becomesDue(id);
    await handle(wake());
  }
  await clock.advance(100);
  const before = looks();
  await clock.advance(1_000);
  expect(looks() - before).toBeLessThanOrEqual(13);
  await project.settled();
});

test("a slow chat does not keep it from looking", async () => {
  const { project, handle, clock, becomesDue, deliveredAt } = announcing();
  const slow = Promise.withResolvers<Response>();
  let isFirst = true;
  project.realtime = () => {
    if (!isFirst) return new Response(null, { status: 202 });
    isFirst = false;
    return slow.promise;
  };
  becomesDue(1);
  await handle(wake());
  await clock.advance(500);
  becomesDue(2);
  await clock.advance(100);
  expect([...deliveredAt.keys()]).toEqual([2]);
  slow.resolve(new Response(null, { status: 202 }));
  await project.settled();
});

test.each(["cpu", "wall_clock", "early_drop"])(
  "when the platform says %s it ends at once",
  async (reason) => {
    const { project, handle, clock, becomesDue, looks } = announcing();
    becomesDue(1);
    await handle(wake());
    await clock.advance(200);
    const before = looks();
    project.unloaders.forEach((tell) => tell(reason));
    const endedAt = clock.now;
    await project.settled();
    expect([looks(), clock.now]).toEqual([before, endedAt]);
  },
);

test("a lost database ends it, and is in the log", async () => {
  const { project, handle, clock, becomesDue } = announcing();
  becomesDue(1);
  await handle(wake());
  await clock.advance(100);
  project.rpc.claim_deliveries = () => Response.json({ code: "08006", message: "gone" }, { status: 503 });
  const brokenAt = clock.now;
  await project.settled();
  expect(clock.now - brokenAt).toBeLessThanOrEqual(100);
  expect(project.logged("announce_drain_broken")).toHaveLength(1);
});
