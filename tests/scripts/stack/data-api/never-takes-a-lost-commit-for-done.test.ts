import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Pool } from "../../../../scripts/stack/data-api/pool.ts";
import { type Postgres, startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

let server: Postgres;
beforeAll(async () => server = await startPostgres());
afterAll(() => server.stop());

test("when a connection is lost between two statements, the commit fails, and the next transaction gets a new one", async () => {
  const closed = vi.fn();
  const connect = (onclose: () => void) =>
    postgres(server.ownerUrl, { max: 1, onclose: () => (onclose(), closed()) });
  const pool = new Pool(connect, 1);
  const admin = postgres(server.superuserUrl, { max: 1 });
  await admin`create table kept (id int)`;
  await admin`grant insert on kept to postgres`;

  const lost = await pool.reserve();
  await lost.unsafe("begin");
  await lost.unsafe("insert into kept values (1)");
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'`;
  await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  await expect(lost.unsafe("commit")).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });

  const waiting = pool.reserve();
  lost.release();
  const next = await waiting;
  await next.unsafe("insert into kept values (2)");
  next.release();

  expect([...await admin`select id from kept`]).toEqual([{ id: 2 }]);
  await pool.end();
  await admin.end();
});
