import { expect, test } from "vitest";
import { NeverOpened, NotProcessed, RequestFailed } from "../../../functions/_shared/http2/client.ts";
import { accepted, pushing, refused } from "../support/pushing.ts";
import { batch, tokenOf } from "../support/rows.ts";

test("one request alone, then the burst, never more than 500 in flight, one connection", async () => {
  let inFlight = 0;
  let most = 0;
  const early: number[] = [];
  const drained = pushing([batch(1_500, { progress_every: 500 })]);
  drained.project.apns = async () => {
    most = Math.max(most, ++inFlight);
    early.push(inFlight);
    await drained.project.clock.sleep(50);
    inFlight--;
    return accepted();
  };
  await drained.drain();
  expect(early[0]).toBe(1);
  expect(drained.project.pushes[1]?.token).toBe(tokenOf(2));
  expect(most).toBeLessThanOrEqual(500);
  expect(most).toBeGreaterThan(100);
  expect(drained.project.connections).toEqual({ opened: 1, closed: 0 });
  expect(drained.sentCount()).toBe(1_500);
});

test("the burst waits for the probe's answer", async () => {
  const gate = Promise.withResolvers<Response>();
  const { project, worker } = pushing([batch(100)], () => gate.promise);
  const { drained } = await worker.wake(100_000);
  await project.clock.advance(5_000);
  expect(project.pushes).toHaveLength(1);
  gate.resolve(accepted());
  await project.clock.until(() => project.pushes.length === 100);
  await drained;
});

test("the connection is kept for the next drain, which probes again", async () => {
  const drained = pushing([batch(3)]);
  await drained.drain();
  drained.queue.push(batch(3));
  const gate = Promise.withResolvers<Response>();
  drained.project.apns = () => gate.promise;
  const { drained: again } = await drained.worker.wake(100_000);
  await drained.project.clock.advance(1_000);
  expect(drained.project.pushes).toHaveLength(4);
  gate.resolve(accepted());
  await again;
  expect(drained.project.connections).toEqual({ opened: 1, closed: 0 });
});

test("after a transport failure everything in flight ends first, then one probe on a new connection", async () => {
  const { clock } = pushing([]).project;
  let count = 0;
  let inFlight = 0;
  const alone: boolean[] = [];
  const drained = pushing([batch(300)]);
  drained.project.apns = async () => {
    const mine = ++count;
    inFlight++;
    if (mine === 50) {
      inFlight--;
      throw new TypeError("connection reset");
    }
    if (drained.project.connections.opened === 2 && alone.length < 1) alone.push(inFlight === 1);
    await drained.project.clock.sleep(20);
    inFlight--;
    return accepted();
  };
  await drained.drain();
  expect(clock.now).toBe(1_000);
  expect(alone).toEqual([true]);
  expect(drained.project.connections).toEqual({ opened: 2, closed: 1 });
  expect(drained.sentCount()).toBe(300);
  expect(count).toBe(301); // the ambiguous one again, with the same collapse-id
});

test.each([["IdleTimeout", 400], ["UnrelatedKeyIdInToken", 403]])(
  "%s: again on a new connection",
  async (reason, status) => {
    let strikes = 1;
    const drained = pushing([batch(20)], () => strikes-- > 0 ? refused(status, reason) : accepted());
    await drained.drain();
    expect(drained.project.connections).toEqual({ opened: 2, closed: 1 });
    expect([drained.sentCount(), drained.outcomes()]).toEqual([20, []]);
  },
);

test("Shutdown: that device waits 15 minutes, the others go on over a new connection", async () => {
  const drained = pushing([batch(800)]);
  drained.project.apns = async ({ token }) => {
    if (token === tokenOf(4)) return refused(503, "Shutdown");
    await drained.project.clock.sleep(20);
    return accepted();
  };
  await drained.drain();
  expect(drained.project.connections).toEqual({ opened: 2, closed: 1 });
  expect(drained.outcomes()).toEqual([
    expect.objectContaining({ id: 4, verdict: "retry", retry_after_s: 1_050 }),
  ]);
});

test("a host that nobody reaches keeps its batch until the lease has run out, and nobody else waits for it", async () => {
  const drained = pushing(
    [batch(50), batch(50, { batch_id: 6, apns_environment: "sandbox" })],
    ({ host }) => host === "sandbox" ? accepted() : Promise.reject(new TypeError("refused")),
  );
  await drained.drain();
  const last = (id: number) => drained.written().filter((slice) => slice.batch_id === id).at(-1);
  expect(last(5)).toMatchObject({ disposition: "progress", progress_id: 0, sent_count: 0, outcomes: [] });
  expect(last(6)).toMatchObject({ disposition: "finished", sent_count: 50 });
  expect(drained.project.pushes.filter(({ host }) => host === "production").length).toBeLessThan(10);
  expect(drained.project.called("wake_push")).toEqual([]);
  expect(drained.project.logged("push_batch")).toContainEqual(
    expect.objectContaining({ end: "apns_unreachable" }),
  );
});

test("a refused provider token opens nothing: the first request with the next one is alone again", async () => {
  const gate = Promise.withResolvers<Response>();
  let takes = 0;
  const { project, worker } = pushing(
    [batch(100)],
    ({ headers }) =>
      headers.authorization === "bearer fresh" ? gate.promise : refused(403, "ExpiredProviderToken"),
    { take_provider_token: () => ({ token: ++takes === 1 ? "stale" : "fresh", issued_at: 1, mint: null }) },
  );
  const { drained } = await worker.wake(100_000);
  await project.clock.until(() => project.pushes.length >= 2);
  await project.clock.advance(5_000);
  expect(project.pushes).toHaveLength(2);
  gate.resolve(accepted());
  await project.clock.until(() => project.pushes.length === 101);
  await drained;
});

test("a goodbye: nothing new starts, what is in flight ends, then a probe on the next connection", async () => {
  const drained = pushing([batch(1_500)]);
  const { project } = drained;
  project.saysGoodbye = (connection) => connection === 1 && project.pushes.length >= 700;
  let inFlight = 0;
  let atProbe = 0;
  project.apns = async () => {
    inFlight++;
    if (project.connections.opened === 2) atProbe ||= inFlight;
    await project.clock.sleep(20);
    inFlight--;
    return accepted();
  };
  await drained.drain();
  expect([atProbe, project.pushes.length]).toEqual([1, 1_500]);
  expect(project.connections).toEqual({ opened: 2, closed: 1 });
});

test("what was certainly not processed is sent again as often as it takes, and is no attempt", async () => {
  const drained = pushing([batch(300)]);
  let refusals = 12;
  drained.project.apns = ({ token }) => {
    if (token === tokenOf(9) && refusals-- > 0) throw new NotProcessed("refused");
    return accepted();
  };
  await drained.drain();
  expect([drained.sentCount(), drained.outcomes()]).toEqual([300, []]);
  expect(drained.project.connections).toEqual({ opened: 1, closed: 0 });
});

test("where no socket can be opened, the third connection goes through fetch, and stays", async () => {
  const drained = pushing([batch(300)]);
  const { project } = drained;
  project.apns = () => {
    if (project.byFetch.at(-1) === false) throw new NeverOpened("no connection");
    return accepted();
  };
  await drained.drain();
  expect(project.byFetch).toEqual([false, false, true]);
  expect([drained.sentCount(), drained.outcomes()]).toEqual([300, []]);
});

test("a host that says goodbye to its first requests is not gone round through fetch", async () => {
  const drained = pushing([batch(300)]);
  const { project } = drained;
  project.saysGoodbye = (connection) => connection <= 2;
  project.apns = () => {
    if (project.connections.opened <= 2) throw new NotProcessed("the peer said goodbye before it");
    return accepted();
  };
  await drained.drain();
  expect(project.byFetch).toEqual([false, false, false]);
  expect([drained.sentCount(), drained.outcomes()]).toEqual([300, []]);
});

test("a request that fails alone leaves the connection to the others, and is tried again", async () => {
  const drained = pushing([batch(300)]);
  let strikes = 1;
  drained.project.apns = async ({ token }) => {
    await drained.project.clock.sleep(20);
    if (token === tokenOf(50) && strikes-- > 0) {
      throw new RequestFailed("cancel", "a reply longer than any of APNs");
    }
    return accepted();
  };
  await drained.drain();
  expect(drained.project.connections).toEqual({ opened: 1, closed: 0 });
  expect([drained.sentCount(), drained.outcomes()]).toEqual([300, []]);
  expect(drained.project.pushes).toHaveLength(301);
});
