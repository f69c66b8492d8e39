import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../../../support/until.ts";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

let net: NetFixture;
beforeAll(async () => void (net = await startNetFixture()));
afterAll(() => net.stop());

test("the answers of a batch appear together, when its slowest call has ended", async () => {
  await net.sql`select net.http_post(${net.url} || path) from unnest(array['/slow/400', '/fast']) as path`;
  await until("both calls", () => net.received.length === 2);
  expect(await stored()).toEqual([]);

  await until("answers", async () => (await stored()).length > 0);
  const answers = await stored();
  expect(answers.map((row) => row.content).sort()).toEqual(["hello /fast", "hello /slow/400"]);
  expect(new Set(answers.map((row) => row.created.getTime())).size).toBe(1);
});

test("a call that is committed meanwhile waits for the batch before it", async () => {
  await net.post("/slow/401");
  await until("the slow call", () => net.at("/slow/401").length === 1);
  const next = net.post("/behind");
  await next;
  expect(net.at("/behind")).toEqual([]);

  await until(
    "the answer to the slow call",
    async () => (await stored()).some((row) => row.content === "hello /slow/401"),
  );
  await until("the call behind it", () => net.at("/behind").length === 1);
});

async function stored() {
  return await net.sql`select content, created from net._http_response order by id`;
}
