import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

let database: Postgres;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await startPostgres();
  sql = postgres(database.ownerUrl, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.stop();
});

test("the roles have their hosted attributes", async () => {
  const rows = await sql`
    select rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin, rolinherit, rolconfig
    from pg_roles
    where rolname in ('anon', 'authenticated', 'authenticator', 'postgres', 'service_role')
    order by rolname`;
  const no = {
    rolsuper: false,
    rolcreatedb: false,
    rolcreaterole: false,
    rolreplication: false,
    rolbypassrls: false,
  };
  expect([...rows]).toEqual([
    { rolname: "anon", ...no, rolcanlogin: false, rolinherit: false, rolconfig: ["statement_timeout=3s"] },
    {
      rolname: "authenticated",
      ...no,
      rolcanlogin: false,
      rolinherit: false,
      rolconfig: ["statement_timeout=8s"],
    },
    {
      rolname: "authenticator",
      ...no,
      rolcanlogin: true,
      rolinherit: false,
      rolconfig: ["statement_timeout=8s"],
    },
    {
      rolname: "postgres",
      rolsuper: false,
      rolcreatedb: true,
      rolcreaterole: true,
      rolreplication: true,
      rolbypassrls: true,
      rolcanlogin: true,
      rolinherit: true,
      rolconfig: null,
    },
    {
      rolname: "service_role",
      ...no,
      rolbypassrls: true,
      rolcanlogin: false,
      rolinherit: false,
      rolconfig: null,
    },
  ]);
});

test("postgres creates the extensions as migrations do, twice", async () => {
  for (let round = 0; round < 2; round++) {
    await sql`create extension if not exists pg_net with schema extensions`;
    await sql`create extension if not exists pg_cron with schema pg_catalog`;
    await sql`create extension if not exists supabase_vault with schema vault`;
    await sql`create extension if not exists pgtap with schema extensions`;
    await sql`create extension if not exists pgcrypto with schema extensions`;
  }
  const rows =
    await sql`select extname, extversion from pg_extension where extname ~ '^(pg_|supa)' order by extname`;
  expect([...rows]).toEqual([
    { extname: "pg_cron", extversion: "1.6" },
    { extname: "pg_net", extversion: "0.20.4" },
    { extname: "supabase_vault", extversion: "0.3.1" },
  ]);
});

test("postgres makes schemas, sets the database and its session, and becomes the API roles", async () => {
  await sql`create schema ship`;
  await sql`alter database postgres set "pgrst.db_schemas" = 'public, ship'`;
  await sql`alter role authenticator set statement_timeout = '8s'`;
  await sql.begin(async (transaction) => {
    await transaction`set local session_replication_role = 'replica'`;
    for (const role of ["anon", "authenticated", "service_role"]) {
      await transaction.unsafe(`set local role ${role}`);
    }
  });
  await expect(sql`create role other superuser`).rejects.toMatchObject({ code: "42501" });
  await expect(sql`alter system set work_mem = '1GB'`).rejects.toMatchObject({ code: "42501" });
});

test("what postgres makes in public is open to the API roles, as the hosted default has it", async () => {
  await sql`create table public.open_by_default (id integer)`;
  const rows = await sql`
    select role
    from unnest(array['anon', 'authenticated', 'service_role']) as role
    where has_table_privilege(role, 'public.open_by_default', 'select, insert, update, delete')`;
  expect(rows).toHaveLength(3);
});

test("authenticator logs in, and becomes the API roles only", async () => {
  const connection = postgres(database.authenticatorUrl, { max: 1 });
  try {
    await connection`set role anon`;
    await expect(connection`set role postgres`).rejects.toMatchObject({ code: "42501" });
  } finally {
    await connection.end();
  }
});

test("the server has the settings that the product counts on", async () => {
  const [row] = await sql`
    select current_setting('server_version_num')::int / 10000 as major,
      current_setting('max_connections') as max_connections,
      current_setting('listen_addresses') as listen_addresses,
      current_setting('fsync') as fsync,
      current_setting('wal_level') as wal_level,
      current_setting('timezone') as timezone,
      current_setting('server_encoding') as encoding`;
  expect(row).toEqual({
    major: 17,
    max_connections: "300",
    listen_addresses: "127.0.0.1",
    fsync: "on",
    wal_level: "logical",
    timezone: "UTC",
    encoding: "UTF8",
  });
});

test("a wrong password is refused", async () => {
  const url = new URL(database.ownerUrl);
  url.password = "wrong";
  const connection = postgres(url.href, { max: 1 });
  await expect(connection`select 1`).rejects.toMatchObject({ code: "28P01" });
  await connection.end();
});
