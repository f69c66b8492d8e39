import { expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { Project, raised, secretKey } from "../support/project.ts";
import { wake } from "../support/requests.ts";
import { delivery } from "../support/rows.ts";

function announcing(claims: Record<string, unknown>[][]) {
  const project = new Project();
  project.hasDue(...claims);
  return { project, handle: project.serve(announce) };
}

test("202 comes before anything is delivered", async () => {
  const { project, handle } = announcing([[delivery()]]);
  const gate = Promise.withResolvers<Response>();
  project.realtime = () => gate.promise;
  const response = await handle(wake());
  expect([response.status, await response.json()]).toEqual([202, { claimed: 1 }]);
  expect(project.called("finish_delivery")).toEqual([]);
  gate.resolve(new Response(null, { status: 202 }));
  await project.settled();
  expect(project.called("finish_delivery")[0]?.args).toMatchObject({
    delivery_id: 1,
    outcome: "delivered",
    status: 202,
  });
});

test("an empty body is as good as {}", async () => {
  const { handle } = announcing([]);
  expect((await handle(wake({ body: null }))).status).toBe(202);
  expect((await handle(wake({ body: "" }))).status).toBe(202);
});

test("it goes on until nothing is due", async () => {
  const { project, handle } = announcing([[delivery()], [delivery({ id: 2 }), delivery({ id: 3 })], [
    delivery({ id: 4 }),
  ]]);
  await handle(wake());
  const startedAt = project.clock.now;
  await project.clock.until(() => project.called("claim_deliveries").length === 4);
  expect(project.called("finish_delivery").map((call) => call.args.delivery_id)).toEqual([1, 2, 3, 4]);
  expect(project.clock.now).toBe(startedAt);
  await project.settled();
  expect(project.called("finish_delivery")).toHaveLength(4);
});

test("it ends after 100 s although more is due", async () => {
  const project = new Project();
  let id = 0;
  let isOnTheWire = false;
  // A broadcast waits while an older one of its component is on the wire.
  project.rpc.claim_deliveries = () => {
    if (isOnTheWire) return [];
    isOnTheWire = true;
    return [delivery({ id: ++id })];
  };
  project.rpc.finish_delivery = () => {
    isOnTheWire = false;
    return true;
  };
  project.realtime = async () => {
    await project.clock.sleep(4_000);
    return new Response(null, { status: 202 });
  };
  await project.serve(announce)(wake());
  await project.settled();
  expect(id).toBe(25);
});

test("a slow delivery does not hold up its neighbours", async () => {
  const { project, handle } = announcing([[delivery(), delivery({ id: 2, component: "web" })]]);
  const slow = Promise.withResolvers<Response>();
  project.realtime = (sent) =>
    JSON.stringify(sent.body).includes("ios:build") ? slow.promise : new Response(null, { status: 202 });
  await handle(wake());
  await project.clock.until(() => project.called("finish_delivery").length === 1);
  expect(project.called("finish_delivery")[0]?.args.delivery_id).toBe(2);
  slow.resolve(new Response(null, { status: 202 }));
  await project.settled();
});

test("what became due meanwhile does not wait for a slow delivery", async () => {
  const { project, handle } = announcing([
    [delivery(), delivery({ id: 2, component: "web" })],
    [delivery({ id: 3, component: "docs" })],
  ]);
  const slow = Promise.withResolvers<Response>();
  project.realtime = (sent) =>
    JSON.stringify(sent.body).includes("ios:build") ? slow.promise : new Response(null, { status: 202 });
  await handle(wake());
  await project.clock.until(() => project.called("finish_delivery").length === 2);
  expect(project.called("finish_delivery").map((call) => call.args.delivery_id)).toEqual([2, 3]);
  slow.resolve(new Response(null, { status: 202 }));
  await project.settled();
});

test("a transport that this release does not know is skipped, visibly", async () => {
  const { project, handle } = announcing([[delivery({ transport: "pigeon" })]]);
  await handle(wake());
  await project.settled();
  expect(project.called("finish_delivery")[0]?.args).toMatchObject({
    outcome: "skipped",
    error: "transport_unknown",
  });
});

test("a lost lease is logged and nothing more is written", async () => {
  const { project, handle } = announcing([[delivery()]]);
  project.rpc.finish_delivery = () => false;
  await handle(wake());
  await project.settled();
  expect(project.called("finish_delivery")).toHaveLength(1);
  expect(project.logged("delivery_delivered")[0]).toMatchObject({ held: false, seq: 12, delivery: 1 });
});

test("a database that is away at the first claim is 503 for the caller", async () => {
  const { project, handle } = announcing([]);
  project.rpc.claim_deliveries = () => Response.json({ code: "08006", message: "gone" }, { status: 503 });
  const response = await handle(wake());
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
});

const nonce = "0e3c0c1e-5d1e-4c43-9f3c-2f6d6b8f7a11";
const ping = () =>
  wake({ headers: { apikey: secretKey, "content-type": "application/json", "x-slipway-nonce": nonce } });

test("a ping is answered from the database before anything is claimed", async () => {
  const { project, handle } = announcing([]);
  project.rpc.answer_ping = () => true;
  expect((await handle(ping())).status).toBe(202);
  expect(project.calls.map(({ name }) => name)).toEqual(["answer_ping", "claim_deliveries"]);
  expect(project.called("answer_ping")[0]?.args).toEqual({ nonce });
});

test("a ping of another database is refused, and claims nothing", async () => {
  const { project, handle } = announcing([[delivery()]]);
  project.rpc.answer_ping = () => raised(404, "ping_unknown");
  expect((await handle(ping())).status).toBe(404);
  expect(project.called("claim_deliveries")).toEqual([]);
});
