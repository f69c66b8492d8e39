import { readdir } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { expect, onTestFinished, test } from "vitest";
import { pushMigrations } from "../../../scripts/stack/postgres/push-migrations.ts";
import { startPostgres } from "../../../scripts/stack/postgres/start-postgres.ts";
import { makeFreshCopy } from "./fresh-copy.ts";

test("supabase db push follows the symlink, applies every file, and has nothing left to do the second time", async () => {
  const copy = await makeFreshCopy();
  onTestFinished(copy.remove);
  const server = await startPostgres();
  onTestFinished(server.stop);
  const files = (await readdir(join(copy.path, "migrations"))).filter((name) => name.endsWith(".sql")).sort();
  expect(files).not.toEqual([]);

  await pushMigrations(server.ownerUrl, copy.path);

  const sql = postgres(server.ownerUrl, { max: 1 });
  onTestFinished(() => sql.end());
  const versions = () =>
    sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations order by version`;
  const applied = (await versions()).map(({ version }) => version);
  expect(applied).toEqual(files.map((name) => name.split("_")[0]));
  await pushMigrations(server.ownerUrl, copy.path);
  expect((await versions()).map(({ version }) => version)).toEqual(applied);
});
