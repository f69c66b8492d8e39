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
      params := '{"q": "ä b&c", "left out": null}',
      body := '{"deep": [1, null]}'
    ) as id`;
  await net.response(row.id);
  const [call] = net.at("/params?a=1&q=%C3%A4%20b%26c");
  expect(call?.body).toBe('{"deep": [1, null]}');
});

const followed: [status: number, method: string, body: string][] = [
  [301, "GET", ""],
  [302, "GET", ""],
  [303, "GET", ""],
  [307, "POST", "{}"],
  [308, "POST", "{}"],
];
test.each(followed)("a POST that is redirected with %i is followed with %s", async (status, method, body) => {
  const before = net.at("/landed").length;
  const response = await net.response(await net.post(`/redirect/${status}`));
  expect(response).toMatchObject({ status_code: 200, content: "hello /landed" });
  expect(net.at("/landed").slice(before)).toEqual([expect.objectContaining({ method, body })]);
});

test("a redirected DELETE stays one, without its body unless the redirect keeps it", async () => {
  const before = net.at("/landed").length;
  const [row] = await net.sql`
    select
      net.http_delete(${`${net.url}/redirect/303`}, body := '{"a": 1}') as other,
      net.http_delete(${`${net.url}/redirect/308`}, body := '{"a": 1}') as kept`;
  await Promise.all([net.response(row.other), net.response(row.kept)]);
  const landed = net.at("/landed").slice(before);
  expect(landed.map(({ method }) => method)).toEqual(["DELETE", "DELETE"]);
  expect(landed.map(({ body }) => body).sort()).toEqual(["", '{"a": 1}']);
});

test("redirects without an end are followed 30 times", async () => {
  const response = await net.response(await net.post("/redirect/loop"));
  expect(response).toMatchObject({ status_code: null, error_msg: "Number of redirects hit maximum amount" });
  expect(net.at("/redirect/loop")).toHaveLength(31);
});

test.each(["ftp://127.0.0.1/a", "file:///etc/hostname"])("%s is queued, and no call is made", async (url) => {
  const [row] = await net.sql`select net.http_get(${url}) as id`;
  expect(await net.response(row.id)).toMatchObject({
    status_code: null,
    error_msg: "Unsupported protocol",
  });
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
