import { createServer, type Server } from "node:net";
import type { JSONValue } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

let net: NetFixture;
/** Answers every request with the same bytes, and keeps the head of what it was sent. */
let server: Server;
let origin: string;
let answer = "";
const heads: string[] = [];

beforeAll(async () => {
  net = await startNetFixture();
  server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (bytes) => {
      heads.push(bytes.toString().split("\r\n\r\n")[0] ?? "");
      socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(async () => {
  server.close();
  await net.stop();
});

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** Makes a call with these headers; resolves with the lines of the head that arrived, and what was stored. */
async function call(headers: Record<string, JSONValue> | null, kind: "get" | "post" = "post") {
  const { sql } = net;
  const given = headers === null ? null : sql.json(headers);
  const [row] = kind === "get"
    ? await sql`select net.http_get(${origin}, headers := ${given}) as id`
    : await sql`select net.http_post(${origin}, headers := ${given}) as id`;
  const response = await net.response(row?.id);
  return { response, lines: (heads.at(-1) ?? "").split("\r\n") };
}

test("names go out as the caller wrote them, numbers and objects as JSON, and without a value not at all", async () => {
  answer = ok;
  const { lines } = await call({
    "X-MiXed": "a",
    "x-number": 7,
    "x-object": { a: 1 },
    "x-null": null,
    "x-empty": "",
  });
  expect(lines).toEqual(expect.arrayContaining([
    "POST / HTTP/1.1",
    "X-MiXed: a",
    "x-number: 7",
    'x-object: {"a": 1}',
    "Content-Type: application/json",
  ]));
  expect(lines.join("\n")).not.toMatch(/x-null|x-empty/i);
});

test("pg_net names itself beside a User-Agent of the caller's", async () => {
  answer = ok;
  const { lines } = await call({ "user-agent": "mine" });
  expect(lines.filter((line) => /^user-agent:/i.test(line)).map((line) => line.split(": ")[1]))
    .toEqual(["mine", "pg_net/0.20.4"]);
});

test("without any headers a body goes out as a form, as libcurl has it", async () => {
  answer = ok;
  expect((await call(null)).lines).toContain("Content-Type: application/x-www-form-urlencoded");
});

test("the stored names are those that the server wrote, and the last of two stays", async () => {
  answer =
    "HTTP/1.1 200 OK\r\nX-MiXed: a\r\nContent-TYPE: text/x\r\nX-Twice: 1\r\nX-Twice: 2\r\nContent-Length: 2\r\n\r\nok";
  const { response } = await call({}, "get");
  expect(response).toMatchObject({
    content_type: "text/x",
    headers: { "X-MiXed": "a", "Content-TYPE": "text/x", "X-Twice": "2", "Content-Length": "2" },
  });
});

test("credentials are not carried to another host by a redirect, other headers are", async () => {
  answer = `HTTP/1.1 302 Found\r\nLocation: ${net.url}/elsewhere\r\nContent-Length: 0\r\n\r\n`;
  await call({ Authorization: "Bearer x", Cookie: "a=b", apikey: "key" });
  const headers = net.at("/elsewhere")[0]?.headers;
  expect([headers?.get("authorization"), headers?.get("cookie"), headers?.get("apikey")]).toEqual([
    null,
    null,
    "key",
  ]);
});

test.each([
  ["nothing", "", "Server returned nothing (no headers, no data)"],
  ["no HTTP", "SSH-2.0-x\r\n\r\n", "Weird server reply"],
  ["less than it announced", "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok", "Transferred a partial file"],
])("a server that answers %s", async (_what, bytes, message) => {
  answer = bytes;
  expect((await call({}, "get")).response).toMatchObject({
    status_code: null,
    timed_out: false,
    error_msg: message,
  });
});
