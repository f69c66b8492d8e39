import { afterAll, beforeAll, expect, test } from "vitest";
import { type NetFixture, startNetFixture } from "./net-fixture.ts";

let net: NetFixture;
beforeAll(async () => void (net = await startNetFixture()));
afterAll(() => net.stop());

test.each([
  ["no url", "", { url: null }, "23502"],
  ["no scheme", "", { url: "example.com/hook" }, "P0001"],
  ["another scheme", "", { url: "ftp://example.com" }, "P0001"],
  ["no host", "", { url: "http:///hook" }, "P0001"],
  ["a port out of range", "", { url: "http://127.0.0.1:99999/" }, "P0001"],
  ["a space", "", { url: "http://exa mple.com/" }, "P0001"],
  ["another content type", "", { headers: { "content-type": "text/plain" } }, "P0001"],
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
