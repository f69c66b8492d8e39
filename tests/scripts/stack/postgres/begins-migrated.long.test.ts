import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { packageRoot } from "../../../../scripts/package.ts";
import { makeTempDir, removeDir } from "../../../../scripts/runtime.ts";
import { migrationsKey } from "../../../../scripts/stack/postgres/migrated.ts";
import { pushMigrations } from "../../../../scripts/stack/postgres/push-migrations.ts";
import { startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

test("new data holds every migration, as the CLI recorded it, and the CLI has nothing to add", async () => {
  const database = await startPostgres({ migrated: true });
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const recorded = await sql`select version || '_' || name || '.sql' as file
      from supabase_migrations.schema_migrations order by version`;
    expect(recorded.map(({ file }) => file)).toEqual((await readdir(join(packageRoot, "migrations"))).sort());
    expect((await pushMigrations(database.ownerUrl)).join("\n")).toContain("up to date");
  } finally {
    await sql.end();
    await database.stop();
  }
});

test("a migration that changes, comes or is renamed, and another Postgres, are not served from what was kept", async () => {
  const folder = await makeTempDir("slipway-migrations-test-");
  try {
    const keys: string[] = [];
    const keep = async (postgres: string) => keys.push(await migrationsKey(folder, postgres));
    await writeFile(join(folder, "1_first.sql"), "select 1;");
    await keep("17-a");
    await keep("17-b");
    await writeFile(join(folder, "1_first.sql"), "select 2;");
    await keep("17-a");
    await writeFile(join(folder, "2_second.sql"), "select 2;");
    await keep("17-a");
    expect(new Set(keys).size).toBe(keys.length);
    await writeFile(join(folder, "1_first.sql"), "select 1;");
    await removeDir(join(folder, "2_second.sql"));
    expect(await migrationsKey(folder, "17-a")).toBe(keys[0]);
  } finally {
    await removeDir(folder);
  }
});
