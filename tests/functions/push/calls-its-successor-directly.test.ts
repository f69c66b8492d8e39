import { expect, test } from "vitest";
import { secretKey } from "../support/project.ts";
import { accepted, pushing } from "../support/pushing.ts";
import { batch } from "../support/rows.ts";

/** A worker whose budget of 10,000 pushes is used up, and which then looks for a successor. */
function used() {
  const drained = pushing(Array.from({ length: 5 }, (_, at) => batch(2_500, { batch_id: at + 1 })), accepted);
  return { drained, project: drained.project };
}

test("the function push is called by the name that it is deployed under, with the secret key, once, and pg_net is left alone", async () => {
  const { drained, project } = used();
  project.functions = () => Response.json({ claimed: true }, { status: 202 });
  await drained.drain(100_000, "acme-push");
  expect(project.functionCalls).toEqual([
    expect.objectContaining({
      url: "http://project.test/functions/v1/acme-push",
      headers: expect.objectContaining({ apikey: secretKey }),
      body: {},
    }),
  ]);
  expect(project.called("wake_push")).toEqual([]);
});

test.each([
  ["it can't be reached", () => Promise.reject(new TypeError("refused"))],
  ["it is overloaded", () => new Response(null, { status: 546 })],
  ["it is not there", () => new Response(null, { status: 404 })],
])("when %s, pg_net is asked", async (_case, functions) => {
  const { drained, project } = used();
  project.functions = functions;
  await drained.drain(100_000, "acme-push");
  expect(project.functionCalls).toHaveLength(1);
  expect(project.called("wake_push")).toHaveLength(1);
  expect(project.logged("push_successor_not_called")).toHaveLength(1);
});

test("when pg_net can't be asked either, that is in the log and the drain ends as usual", async () => {
  const { drained, project } = used();
  project.rpc.wake_push = () => Response.json({ code: "08006", message: "gone" }, { status: 503 });
  await drained.drain(100_000, "acme-push");
  expect(project.logged("push_successor_unwoken")).toHaveLength(1);
  expect(project.logged("push_drained")).toEqual([expect.objectContaining({ end: "budget" })]);
});

test("a worker that another function woke asks the database, which knows where push is", async () => {
  const { drained, project } = used();
  await drained.drain();
  expect(project.functionCalls).toEqual([]);
  expect(project.called("wake_push")).toHaveLength(1);
});
