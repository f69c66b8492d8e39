import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { httpFetch } from "../../../../scripts/runtime.ts";
import { startCronWorker } from "../../../../scripts/stack/cron/start-cron-worker.ts";
import { startNetWorker } from "../../../../scripts/stack/net/start-net-worker.ts";
import { type Postgres, startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";
import { startStack } from "../../../../scripts/stack/stack.ts";
import { isRunning } from "../../../support/processes.ts";

/** A server of its own, with extensions and workers that no platform started. */
let server: Postgres;
beforeAll(async () => void (server = await startPostgres()));
afterAll(() => server.stop());

const onIt = (name: string) => name === "SLIPWAY_STACK_DATABASE" ? server.superuserUrl : undefined;

/** Asks as the superuser. */
async function ask(statement: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} });
  try {
    return [...await sql.unsafe(statement)];
  } finally {
    await sql.end();
  }
}

test("a move is told by the extensions that are there; afterwards the server runs on, and nothing is left in it", async () => {
  const [net, cron] = await Promise.all([
    startNetWorker({ superuserUrl: server.superuserUrl }),
    startCronWorker({ superuserUrl: server.superuserUrl }),
  ]);
  const stack = await startStack({ env: onIt });
  try {
    expect(new URL(stack.info.db_url).port).toBe(String(server.port));
    const sql = postgres(stack.info.db_url, { max: 1 });
    await sql`insert into ship.components (key, label, name, kind) values ('web', 'web', 'Web', 'web')`;
    await sql`update ship.components set build = build + 1 where key = 'web'`;
    await vi.waitFor(async () => {
      const [row] = await sql`select state from ship.deliveries where transport = 'broadcast'`;
      expect(row?.state).toBe("delivered");
    }, { timeout: 10_000 });
    await sql.end();

    const told = await (await httpFetch(stack.info.net.control_url)).json();
    expect(told).toMatchObject({ real: true });
    const killed = await httpFetch(`${stack.info.postgres.control_url}/kill`, { method: "POST" });
    expect(killed.status).toBe(500);
    await expect(startStack({ env: onIt })).rejects.toMatchObject({ code: "database_in_use" });
  } finally {
    await stack.stop();
    await Promise.all([net.stop(), cron.stop()]);
  }
  expect(await isRunning(server.pid())).toBe(true);
  expect(
    await ask("select nspname from pg_namespace where nspname in ('ship', 'ship_private', 'net', 'cron')"),
  ).toEqual([]);
});

test.each([
  ["a Slipway", "schema ship"],
  ["a table", "table public.precious"],
])("%s that no platform put there stays as it is", async (_what, object) => {
  await ask(
    `drop schema if exists slipway_stack cascade; create ${object}${object.startsWith("table") ? " ()" : ""}`,
  );
  await expect(startStack({ env: onIt })).rejects.toMatchObject({ code: "database_not_ours" });
  await ask(`drop ${object}`);
});

test("who is no superuser is told so, and so is who gives an address where nothing is", async () => {
  const given = (url: string) =>
    startStack({ env: (name) => name === "SLIPWAY_STACK_DATABASE" ? url : undefined });
  await expect(given(server.ownerUrl)).rejects.toMatchObject({ code: "database_not_superuser" });
  await expect(given("postgresql://supabase_admin@127.0.0.1:1/postgres"))
    .rejects.toMatchObject({ code: "database_not_reachable" });
});
