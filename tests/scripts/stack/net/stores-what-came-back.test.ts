import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../../scripts/stack/postgres/server-process.ts";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

let net: NetFixture;
beforeAll(async () => void (net = await startNetFixture()));
afterAll(() => net.stop());

test("an answer with its headers and its text", async () => {
  const response = await net.response(await net.post("/plain"));
  expect(response).toMatchObject({
    status_code: 200,
    content: "hello /plain",
    timed_out: false,
    error_msg: null,
  });
  expect(response.content_type).toContain("text/plain");
  expect(response.headers?.["content-length"]).toBe("12");
  expect(net.at("/plain")[0]?.headers.get("user-agent")).toBe("pg_net/0.20.4");
});

test.each([404, 500])("an answer %i is an answer, and is not tried again", async (status) => {
  const response = await net.response(await net.post(`/status/${status}`));
  expect(response).toMatchObject({
    status_code: status,
    content: "refused",
    timed_out: false,
    error_msg: null,
  });
  expect(net.at(`/status/${status}`)).toHaveLength(1);
});

test("an empty answer has no content", async () => {
  expect((await net.response(await net.post("/empty"))).content).toBeNull();
});

test("parameters are encoded into the url, and the body is sent as it is", async () => {
  const [row] = await net.sql`
    select net.http_post(
      url := ${`${net.url}/params?a=1#top`},
      params := '{"q": "ä b&c"}',
      body := '{"deep": [1, null]}'
    ) as id`;
  await net.response(row.id);
  const [call] = net.at("/params?a=1&q=%C3%A4%20b%26c");
  expect(call?.body).toBe('{"deep": [1, null]}');
});

test.each([[303, "GET"], [307, "POST"]])("a redirect %i is followed with %s", async (status, method) => {
  const before = net.at("/landed").length;
  const response = await net.response(await net.post(`/redirect/${status}`));
  expect(response).toMatchObject({ status_code: 200, content: "hello /landed" });
  expect(net.at("/landed").slice(before).map((call) => call.method)).toEqual([method]);
});

test("http_get and http_delete use their methods", async () => {
  const [row] = await net.sql`
    select net.http_get(${`${net.url}/got`}) as got, net.http_delete(${`${net.url}/deleted`}, body := '{"a": 1}') as deleted`;
  await Promise.all([net.response(row.got), net.response(row.deleted)]);
  expect(net.at("/got")[0]).toMatchObject({ method: "GET", body: "" });
  expect(net.at("/deleted")[0]).toMatchObject({ method: "DELETE", body: '{"a": 1}' });
});

test("a call that takes too long is cut off", async () => {
  const response = await net.response(await net.post("/slow/2000", { timeout: 50 }));
  expect(response).toMatchObject({ status_code: null, content: null, headers: null, timed_out: true });
  expect(response.error_msg).toMatch(
    /^Timeout of 50 ms reached\. Total time: [\d.]+ ms \(DNS time: [\d.]+ ms, TCP\/SSL/,
  );
});

test("a server that is not there", async () => {
  const [row] = await net.sql`select net.http_post(${`http://127.0.0.1:${await freePort()}/`}) as id`;
  const response = await net.response(row.id);
  expect(response).toMatchObject({
    status_code: null,
    timed_out: false,
    error_msg: "Couldn't connect to server",
  });
});

test("the result of a call can be collected in SQL", async () => {
  const id = await net.post("/collected");
  await net.response(id);
  const [row] = await net.sql`
    select (result).status, ((result).response).status_code, ((result).response).body
    from net._http_collect_response(${id}) as result`;
  expect(row).toEqual({ status: "SUCCESS", status_code: 200, body: "hello /collected" });
});
