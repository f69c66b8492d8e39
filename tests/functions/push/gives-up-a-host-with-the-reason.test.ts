import { expect, test } from "vitest";
import { NotProcessed, RequestFailed } from "../../../functions/_shared/http2/client.ts";
import { accepted, pushing } from "../support/pushing.ts";
import { batch } from "../support/rows.ts";

type Pushing = ReturnType<typeof pushing>;

/** The first request of each connection is answered; all others break it, while `isBroken` holds. */
function breaking(drained: Pushing, fault: string | null, isBroken: () => boolean = () => true): void {
  const { project } = drained;
  const sent = new Map<number, number>();
  const broken = new Set<number>();
  project.faultOf = (connection) => broken.has(connection) ? fault : null;
  project.saysGoodbye = (connection) => broken.has(connection);
  project.apns = async () => {
    const connection = project.connections.opened;
    const count = (sent.get(connection) ?? 0) + 1;
    sent.set(connection, count);
    if (count === 1 || !isBroken()) return accepted();
    await project.clock.sleep(5);
    broken.add(connection);
    throw new TypeError("broken");
  };
}

const ends = ({ project }: Pushing) => project.logged("push_batch").map(({ end, cause }) => [end, cause]);

test.each([["compression_error"], ["goaway enhance_your_calm"], [null]])(
  "two connections in turn that fail with everything in flight (%s): no third, and hardly anybody is sent twice",
  async (fault) => {
    const drained = pushing([batch(2_000)]);
    breaking(drained, fault);
    await drained.drain();
    expect(ends(drained)).toEqual([["apns_unreachable", fault ?? "no_answer"]]);
    expect(drained.project.connections.opened).toBe(2);
    // a probe and the burst, then a probe and two: the second time a host has to show that it is well
    expect(drained.project.pushes.length).toBeLessThanOrEqual(504);
  },
);

test("connections that fail in two ways in turn: no third, though neither way comes twice in a row", async () => {
  const drained = pushing([batch(2_000)]);
  const { project } = drained;
  breaking(drained, "");
  const { faultOf } = project;
  const faults = ["compression_error", "frame_size_error"];
  project.faultOf = (connection) => faultOf(connection) === null ? null : faults[connection % 2] ?? null;
  await drained.drain();
  expect(ends(drained)).toEqual([["apns_unreachable", "compression_error"]]);
  expect(project.connections.opened).toBe(2);
  expect(project.pushes.length).toBeLessThanOrEqual(504);
});

test("a host that answers more than it leaves in doubt is not given up for failing in two ways", async () => {
  const drained = pushing([batch(300)]);
  const { project } = drained;
  const faults = ["compression_error", "frame_size_error"];
  const count = new Map<number, number>();
  project.saysGoodbye = (connection) => (count.get(connection) ?? 0) > 40;
  project.faultOf = (connection) => project.saysGoodbye(connection) ? faults[connection % 2] ?? null : null;
  project.room = () => 10;
  project.apns = async () => {
    const connection = project.connections.opened;
    await project.clock.sleep(5);
    count.set(connection, (count.get(connection) ?? 0) + 1);
    if (project.saysGoodbye(connection)) throw new TypeError("broken");
    return accepted();
  };
  await drained.drain();
  expect([drained.sentCount(), drained.outcomes()]).toEqual([300, []]);
  expect(project.connections.opened).toBeGreaterThan(4);
});

test("after one failure the next connection starts slowly, and everybody is told", async () => {
  const drained = pushing([batch(2_000)]);
  breaking(drained, "compression_error", () => drained.project.connections.opened === 1);
  await drained.drain();
  expect([drained.sentCount(), drained.outcomes()]).toEqual([2_000, []]);
  expect(drained.project.connections.opened).toBe(2);
});

test("after a connection that broke the next one waits a second", async () => {
  const drained = pushing([batch(600)]);
  const { project } = drained;
  breaking(drained, "compression_error", () => project.connections.opened === 1);
  const { apns } = project;
  const startedAt = new Map<number, number>();
  let brokeAt = 0;
  project.apns = async (request) => {
    const { opened } = project.connections;
    if (!startedAt.has(opened)) startedAt.set(opened, project.clock.now);
    try {
      return await apns(request);
    } catch (cause) {
      brokeAt = project.clock.now;
      throw cause;
    }
  };
  await drained.drain();
  expect((startedAt.get(2) ?? 0) - brokeAt).toBeGreaterThanOrEqual(1_000);
  expect(drained.sentCount()).toBe(600);
});

test("a host that was given up gets one request, then two, in the next drain", async () => {
  const drained = pushing([batch(600)]);
  breaking(drained, "compression_error");
  await drained.drain();
  const before = drained.project.pushes.length;
  drained.queue.push(batch(600, { batch_id: 7 }));
  await drained.drain();
  expect(ends(drained).at(-1)).toEqual(["apns_unreachable", "compression_error"]);
  expect(drained.project.pushes.length - before).toBeLessThanOrEqual(4);
});

test("a host that refuses everything after its first answer is asked less and less, then no more", async () => {
  const drained = pushing([batch(2_000)]);
  const { project } = drained;
  project.apns = async () => {
    if (project.pushes.length === 1) return accepted();
    await project.clock.sleep(2);
    throw new NotProcessed("refused");
  };
  const startedAt = project.clock.now;
  await drained.drain();
  expect(ends(drained)).toEqual([["apns_unreachable", "refused"]]);
  // the burst, and then one request a pause
  expect(project.pushes.length).toBeLessThan(600);
  expect(project.clock.now - startedAt).toBeLessThan(60_000);
  expect(drained.outcomes()).toEqual([]);
});

test("connections that end below everything but their probe are no storm of requests", async () => {
  const drained = pushing([batch(2_000)]);
  const { project } = drained;
  const ended = new Set<number>();
  let first = 0;
  project.saysGoodbye = (connection) => ended.has(connection);
  project.apns = async () => {
    const connection = project.connections.opened;
    if (first < connection) {
      first = connection;
      return accepted();
    }
    await project.clock.sleep(2);
    ended.add(connection);
    throw new NotProcessed("goodbye");
  };
  await drained.drain(20_000);
  // Every connection answers one. After the first burst there are three requests for an answer, not hundreds.
  expect(first).toBeGreaterThan(4);
  expect(project.pushes.length - 501).toBeLessThanOrEqual(3 * first);
  expect(project.connections.opened).toBeLessThan(40);
});

test.each([["from the first answer on", 1], ["from the second drain on, on a connection that is there", 3]])(
  "a host without room while nothing is in flight, %s: given up after 10 s",
  async (_, answers) => {
    const drained = pushing([batch(3)]);
    const { project } = drained;
    if (answers === 3) await drained.drain();
    project.room = () => project.pushes.length < answers ? 1_000 : 0;
    if (answers === 3) drained.queue.push(batch(3, { batch_id: 7 }));
    const startedAt = project.clock.now;
    await drained.drain();
    expect(ends(drained).at(-1)).toEqual(["apns_unreachable", "no_room"]);
    expect(project.pushes).toHaveLength(answers);
    expect(project.clock.now - startedAt).toBeGreaterThanOrEqual(10_000);
    expect(project.clock.now - startedAt).toBeLessThan(12_000);
  },
);

test("a host whose every answer after the first is no answer is given up with what is wrong with them", async () => {
  const drained = pushing([batch(2_000)]);
  const { project } = drained;
  const answered = new Set<number>();
  project.apns = async () => {
    await project.clock.sleep(2);
    const connection = project.connections.opened;
    if (!answered.has(connection)) {
      answered.add(connection);
      return accepted();
    }
    throw new RequestFailed("cancel", "a reply longer than any of APNs");
  };
  await drained.drain();
  expect(ends(drained)).toEqual([["apns_unreachable", "cancel"]]);
  expect(project.connections.opened).toBe(2);
  // the burst, and then some before the second connection is taken for the same
  expect(project.pushes.length).toBeLessThanOrEqual(504 + 2 * 17);
});

test("a host that refuses its first requests is said to have refused them", async () => {
  const drained = pushing([batch(3)]);
  drained.project.apns = () => Promise.reject(new NotProcessed("refused"));
  await drained.drain();
  expect(ends(drained)).toEqual([["apns_unreachable", "refused"]]);
});

test("a batch whose bodies no window holds does not stop one with shorter bodies", async () => {
  const alert = { title: "Helper", body: "x".repeat(1_000) };
  const drained = pushing([batch(3, { alert }), batch(3, { batch_id: 7 })]);
  const { project } = drained;
  project.room = (length) => project.pushes.length === 0 || length < 1_000 ? 1_000 : 0;
  await drained.drain();
  // the probe of the first batch went out before the server said how long a body may be
  expect(drained.sentCount()).toBe(4);
  expect(ends(drained)).toEqual([["finished", undefined], ["apns_unreachable", "no_room"]]);
});
