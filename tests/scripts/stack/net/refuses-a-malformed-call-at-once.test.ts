import { afterAll, beforeAll, expect, test } from "vitest";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

let net: NetFixture;
beforeAll(async () => void (net = await startNetFixture()));
afterAll(() => net.stop());

test.each([
  ["no url", "", { url: null }, "23502"],
  ["no scheme", "", { url: "example.com/hook" }, "XX000"],
  ["a host and a port without a scheme", "", { url: "localhost:80/hook" }, "XX000"],
  ["a scheme of nobody's", "", { url: "slipway://example.com" }, "XX000"],
  ["no host", "", { url: "http://:80/hook" }, "XX000"],
  ["four slashes", "", { url: "http:////hook" }, "XX000"],
  ["a port out of range", "", { url: "http://127.0.0.1:99999/" }, "XX000"],
  ["a port that is a word", "", { url: "http://127.0.0.1:http/" }, "XX000"],
  ["a space", "", { url: "http://exa mple.com/" }, "XX000"],
  ["a space before it", "", { url: " http://example.com/" }, "XX000"],
  ["a line break", "", { url: "http://example.com/\n" }, "XX000"],
  ["a host of other characters", "", { url: "http://{host}/" }, "XX000"],
  ["another content type", "", { headers: { "content-type": "text/plain" } }, "P0001"],
  ["another content type in capitals", "", { headers: { "CONTENT-TYPE": "text/plain" } }, "P0001"],
  [
    "the content type with a charset",
    "",
    { headers: { "content-type": "application/json; charset=utf-8" } },
    "P0001",
  ],
  ["no timeout", "", { timeout: null }, "23502"],
])("%s", async (_name, _note, given, code) => {
  const call = { url: "http://127.0.0.1/", headers: {}, timeout: 1000, ...given };
  const before = await queued();
  await expect(net.sql`
    select net.http_post(
      url := ${call.url},
      headers := ${net.sql.json(call.headers)},
      timeout_milliseconds := ${call.timeout}
    )`).rejects.toMatchObject({ code });
  expect(await queued()).toBe(before);
});

test("a trigger that catches the error keeps the user's write", async () => {
  await net.sql.unsafe(`
    create table public.moved (id integer);
    create function public.tell() returns trigger language plpgsql as $$
    begin
      perform net.http_post(url := 'nonsense');
      return null;
    exception when others then
      return null;
    end;
    $$;
    create trigger tell after insert on public.moved for each row execute function public.tell();
    insert into public.moved values (1);
  `).simple();
  expect(await net.sql`select id from public.moved`).toHaveLength(1);
});

test("the content type is added when it is missing, and NULL headers stay NULL", async () => {
  // One transaction: the worker cannot take the rows before they are read.
  const rows = await net.sql.begin(async (sql) => {
    await sql`select net.http_post(${net.url}, headers := '{"X-A": "b"}'), net.http_post(${net.url}, headers := null)`;
    return await sql`select headers, timeout_milliseconds, convert_from(body, 'UTF8') as body from net.http_request_queue order by id`;
  });
  expect(rows.map((row) => row.headers)).toEqual([{ "X-A": "b", "Content-Type": "application/json" }, null]);
  expect(rows[0]).toMatchObject({ timeout_milliseconds: 5000, body: "{}" });
});

async function queued(): Promise<number> {
  const [row] = await net.sql`select count(*)::int as count from net.http_request_queue`;
  return row.count;
}

test.each([
  ["http://127.0.0.1", "http://127.0.0.1/"],
  ["HTTP://127.0.0.1/A", "http://127.0.0.1/A"],
  ["http:/127.0.0.1/a", "http://127.0.0.1/a"],
  ["http:///127.0.0.1/a", "http://127.0.0.1/a"],
  ["http://127.0.0.1:/a", "http://127.0.0.1/a"],
  ["http://127.0.0.1?a=1#b", "http://127.0.0.1/?a=1#b"],
  ["http://[::1]:80/a", "http://[::1]:80/a"],
  ["ftp://127.0.0.1/a", "ftp://127.0.0.1/a"],
  ["file:///etc/hostname", "file:///etc/hostname"],
])("%s is queued as %s", async (url, queuedUrl) => {
  const rolledBack = net.sql.begin(async (sql) => {
    const [call] = await sql`select net.http_get(${url}) as id`;
    expect(await sql`select url from net.http_request_queue where id = ${call?.id}`).toEqual([{
      url: queuedUrl,
    }]);
    throw new Error("back");
  });
  await expect(rolledBack).rejects.toThrow("back");
});
