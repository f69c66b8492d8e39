import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isAnyAlive } from "../../../../scripts/stack/postgres/processes.ts";
import { type Postgres, startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

let database: Postgres;
beforeAll(async () => {
  database = await startPostgres();
});
afterAll(() => database.stop());

/** Connections of its own: a pool may not have heard yet that the server it knew is gone. */
async function connected<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(database.ownerUrl, { max: 4, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

test("every committed row is there after kill -9, no other is", async () => {
  let committed = 0;
  const pids = await connected(async (sql) => {
    await sql`create table public.kept (id integer primary key)`;
    const writer = async () => {
      for (;;) {
        await sql`insert into public.kept values (${committed + 1})`;
        committed++;
      }
    };
    const writing = writer().catch(() => {});
    const open = sql.unsafe("begin; insert into public.kept values (-1); select pg_sleep(60)").simple()
      .catch(() => {});
    while (committed < 50) await sql`select pg_sleep(0.01)`;

    const backends = await sql`select pid from pg_stat_activity`;
    const running = [database.pid(), ...backends.map((row) => row.pid)];
    await database.kill9();
    await Promise.all([writing, open]);
    return running;
  });
  expect(await isAnyAlive(pids)).toBe(false);

  const { port } = database;
  await database.restart();
  expect(database.port).toBe(port);
  expect(database.pid()).not.toBe(pids[0]);
  const [row] = await connected((sql) =>
    sql`select min(id)::int as lowest, max(id)::int as highest, count(*)::int as count from public.kept`
  );
  expect(row.lowest).toBe(1);
  expect(row.count).toBe(row.highest);
  // The last insert may have been committed without its answer arriving.
  expect([committed, committed + 1]).toContain(row.count);
});

test("restart without a kill shuts down first", async () => {
  const pid = database.pid();
  await database.restart();
  expect(database.pid()).not.toBe(pid);
  expect(await connected((sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
});
