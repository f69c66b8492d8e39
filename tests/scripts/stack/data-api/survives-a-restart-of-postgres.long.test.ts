import { afterAll, beforeAll, expect, test } from "vitest";
import { keys, serveDataApi } from "./serve-data-api.ts";

let api: Awaited<ReturnType<typeof serveDataApi>>;
beforeAll(async () => api = await serveDataApi());
afterAll(() => api.stop());

test("what is under way when Postgres is killed fails at once with 503; after the restart everything works", async () => {
  const client = api.client(keys.secret);
  const calls = Array.from({ length: 20 }, () => client.rpc("wait", { seconds: 7 }));
  const under = Promise.all(calls);
  // All of them must be running, or nothing is proven.
  for (let running = 0; running < 16;) {
    const [row] = await api
      .sql`select count(*)::int from pg_stat_activity where usename = 'authenticator' and state = 'active'`;
    running = row.count;
  }

  await api.server.kill9();
  for (const { status, error } of await under) expect([status, error?.code]).toEqual([503, "PGRST000"]);
  expect((await client.rpc("who")).status).toBe(503);

  await api.server.restart();
  const after = await Promise.all(Array.from({ length: 40 }, () => client.rpc("who")));
  expect(after.map(({ status }) => status)).toEqual(Array(40).fill(200));
});
