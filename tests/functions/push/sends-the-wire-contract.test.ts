import { expect, test } from "vitest";
import { push } from "../../../functions/push/index.ts";
import { pushing } from "../support/pushing.ts";
import { wake } from "../support/requests.ts";
import { announcement, batch, tokenOf } from "../support/rows.ts";

test("headers and payload, to the host of the batch's environment", async () => {
  const drained = pushing([batch(1), batch(1, { batch_id: 6, apns_environment: "sandbox" })]);
  await drained.drain();
  const [production, sandbox] = drained.project.pushes;
  expect([production?.host, sandbox?.host]).toEqual(["production", "sandbox"]);
  expect(production?.token).toBe(tokenOf(1));
  expect(production?.headers).toEqual({
    authorization: "bearer shared-token",
    "apns-topic": "test.example.helper",
    "apns-push-type": "alert",
    "apns-priority": "10",
    "apns-expiration": "1790000000",
    "apns-collapse-id": "ios-build-available",
  });
  expect(JSON.parse(production?.body ?? "")).toEqual({
    aps: { alert: { title: "Helper", body: "Build 131 is on TestFlight. Tap to install." } },
    component: "ios",
    build: 131,
    announcement,
  });
});

test("the longest component key keeps the collapse-id within 64 bytes", async () => {
  const drained = pushing([batch(1, { component: "a".repeat(48) })]);
  await drained.drain();
  expect(drained.project.pushes[0]?.headers["apns-collapse-id"]?.length).toBe(64);
});

test("202 comes with the first claim, before any push", async () => {
  const { project } = pushing([batch(3)]);
  const gate = Promise.withResolvers<Response>();
  project.apns = () => gate.promise;
  const response = await project.serve(push)(wake());
  expect([response.status, await response.json()]).toEqual([202, { claimed: true }]);
  expect(project.called("finish_push_batch")).toEqual([]);
  gate.resolve(new Response(null, { status: 200 }));
  await project.settled();
  expect(project.called("finish_push_batch").at(-1)?.args).toMatchObject({
    disposition: "finished",
    sent_count: 3,
  });
});

test("nothing due: 202, nothing opened, nothing taken", async () => {
  const { project } = pushing([]);
  const response = await project.serve(push)(wake());
  await project.settled();
  expect([response.status, await response.json()]).toEqual([202, { claimed: false }]);
  expect(project.connections.opened).toBe(0);
  expect(project.calls.map((call) => call.name)).toEqual(["claim_push_batch"]);
});

test("a batch without devices is finished at once", async () => {
  const drained = pushing([batch(0)]);
  await drained.drain();
  expect(drained.written()).toEqual([
    expect.objectContaining({ disposition: "finished", sent_count: 0, outcomes: [] }),
  ]);
});

test("one drain at a time: whoever wakes it meanwhile is served by the running one", async () => {
  const { project, queue } = pushing([batch(2)]);
  const handle = project.serve(push);
  const gate = Promise.withResolvers<Response>();
  project.apns = () => gate.promise;
  await handle(wake());
  await project.clock.until(() => project.pushes.length > 0);
  queue.push(batch(2, { batch_id: 6 }));
  const second = await handle(wake());
  expect(await second.json()).toEqual({ claimed: false });
  gate.resolve(new Response(null, { status: 200 }));
  await project.settled();
  expect(project.logged("push_drained")).toEqual([expect.objectContaining({ batches: 2, pushes: 4 })]);
  expect(project.connections.opened).toBe(1);
});
