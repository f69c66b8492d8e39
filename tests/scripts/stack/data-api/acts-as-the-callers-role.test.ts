import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { keys, serveDataApi } from "./serve-data-api.ts";

let api: Awaited<ReturnType<typeof serveDataApi>>;
beforeAll(async () => api = await serveDataApi());
afterAll(() => api.stop());

const anon = () => api.client(keys.publishable);
const service = () => api.client(keys.secret);

test("a key decides role, claims and statement timeout; the login role stays authenticator", async () => {
  const common = { login: "authenticator", path: '"ship", "public", "extensions"', from: null };
  expect((await anon().rpc("who")).data)
    .toEqual({ ...common, user: "anon", timeout: "3s", claims: { role: "anon" } });
  expect((await service().rpc("who")).data)
    .toEqual({ ...common, user: "service_role", timeout: "8s", claims: { role: "service_role" } });
});

test("grants are Postgres' own, and the first request grants nothing", async () => {
  expect(await anon().from("open").select()).toMatchObject({ status: 200, data: [{ id: 1, name: "a" }] });
  expect(await anon().from("hidden").select()).toMatchObject({ status: 401, error: { code: "42501" } });
  expect(await service().from("open").select()).toMatchObject({ status: 403, error: { code: "42501" } });
  expect(await service().rpc("secret")).toMatchObject({ status: 403, error: { code: "42501" } });
  const granted = await api.sql`
    select grantee, privilege_type from information_schema.role_table_grants
    where table_schema = 'ship' and grantee <> 'postgres' order by grantee`;
  expect([...granted]).toEqual([
    { grantee: "anon", privilege_type: "SELECT" },
    { grantee: "service_role", privilege_type: "INSERT" },
  ]);
});

test("a request that names no schema means ship", async () => {
  const headers = { apikey: keys.publishable };
  const read = await api.send("http://stack/rest/v1/open?select=id", { headers });
  expect(await read.json()).toEqual([{ id: 1 }]);
  const call = await api.send("http://stack/rest/v1/rpc/who", { method: "POST", headers });
  expect(await call.json()).toMatchObject({ user: "anon" });
});

test("no other schema can be reached, and none of its functions", async () => {
  for (const schema of ["public", "net", "vault", "ship_private", "cron"]) {
    const client = service().schema(schema);
    expect(await client.rpc("http_post", { url: "http://127.0.0.1" })).toMatchObject({
      status: 406,
      error: { code: "PGRST106" },
    });
  }
  const inShip = await service().rpc("http_post", { url: "http://127.0.0.1" });
  expect(inShip).toMatchObject({ status: 404, error: { code: "PGRST202" } });
  const direct = await api.send("http://stack/rest/v1/rpc/net.http_post", {
    method: "POST",
    headers: { apikey: keys.secret, "content-type": "application/json" },
    body: '{"url":"http://127.0.0.1"}',
  });
  expect(direct.status).toBe(404);
  expect([...await api.sql`select * from net.http_request_queue`]).toEqual([]);
});

test.each([["a foreign key", "sb_secret_foreign"], ["a forged key", "sb_publishable_"]])(
  "%s is refused",
  async (_, key) => {
    expect((await api.client(key).rpc("who")).status).toBe(401);
  },
);

test("a bearer token that the stack did not sign is refused, whatever the key", async () => {
  const headers = {
    apikey: keys.publishable,
    authorization: "Bearer eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.x",
  };
  expect((await api.send("http://stack/rest/v1/rpc/who", { method: "POST", headers })).status).toBe(401);
});

test("jsonb arguments arrive as what they are, also strings", async () => {
  const types = [{}, [], "{}", "text", 1, true].map(async (value) =>
    (await service().rpc("type_of", { value })).data
  );
  expect(await Promise.all(types)).toEqual(["object", "array", "string", "string", "number", "boolean"]);
});

test("errors carry PostgREST's codes and statuses, and are logged without their details", async () => {
  api.log.length = 0;
  expect(await service().rpc("refuse")).toMatchObject({
    status: 409,
    error: { code: "PT409", message: "build_not_higher", details: "d", hint: "h" },
  });
  expect(await service().from("open").insert({ id: 2, name: "far too long" }))
    .toMatchObject({ status: 400, error: { code: "23514" } });
  expect(api.log.map((line) => JSON.parse(line).code)).toEqual(["PT409", "23514"]);
  expect(api.log.join()).not.toContain("far too long");
});

test("anon's statements are cancelled after three seconds", async () => {
  expect(await anon().rpc("wait", { seconds: 10 })).toMatchObject({ status: 500, error: { code: "57014" } });
});

test("a function that was created later is found", async () => {
  await api.sql.unsafe("create function ship.later() returns int language sql as 'select 1'");
  await vi.waitFor(async () => expect(await service().rpc("later")).toMatchObject({ status: 200, data: 1 }), {
    timeout: 60_000,
    interval: 200,
  });
});
