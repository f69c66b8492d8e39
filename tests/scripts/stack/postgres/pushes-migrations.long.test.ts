import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTempDir, removeDir } from "../../../../scripts/runtime.ts";
import { pushMigrations } from "../../../../scripts/stack/postgres/push-migrations.ts";
import { type Postgres, startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

let database: Postgres;
let sql: postgres.Sql;
let workdir: string;
beforeAll(async () => {
  database = await startPostgres();
  sql = postgres(database.ownerUrl, { max: 1 });
  workdir = await makeTempDir("slipway-push-test-");
  await mkdir(join(workdir, "supabase", "migrations"), { recursive: true });
  await writeFile(join(workdir, "supabase", "config.toml"), 'project_id = "test"\n');
});
afterAll(async () => {
  await sql.end();
  await database.stop();
  await removeDir(workdir);
});

const migration = (name: string, text: string) =>
  writeFile(join(workdir, "supabase", "migrations", name), text);

test("the real CLI applies what is new, as the owner, and keeps its history", async () => {
  await migration(
    "20260101000000_first.sql",
    "create extension if not exists pg_net with schema extensions;",
  );
  await migration("20260101000001_second.sql", "create table public.made (id integer);");
  await pushMigrations(database.ownerUrl, workdir);
  await pushMigrations(database.ownerUrl, workdir);

  expect(await sql`select version, name from supabase_migrations.schema_migrations order by version`).toEqual(
    [
      { version: "20260101000000", name: "first" },
      { version: "20260101000001", name: "second" },
    ],
  );
  expect(await sql`select tableowner from pg_tables where tablename = 'made'`).toEqual([{
    tableowner: "postgres",
  }]);
});

test("a migration that fails is named with its error, without the password, and rolled back", async () => {
  await migration("20260101000002_third.sql", "create table public.half (id integer);\nselect 1 / 0;");
  const failure = await pushMigrations(database.ownerUrl, workdir).catch((error) => error);
  expect(failure).toMatchObject({ code: "migrations_failed" });
  expect(failure.message).toContain("20260101000002_third.sql");
  expect(failure.message).toContain("division by zero");
  expect(failure.message).not.toContain("postgres:postgres");
  expect(await sql`select from pg_tables where tablename = 'half'`).toHaveLength(0);
  expect(await readdir(workdir)).toEqual(["supabase"]);
});
