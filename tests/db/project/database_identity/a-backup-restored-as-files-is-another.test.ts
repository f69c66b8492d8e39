import { chmod, chown, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { expect, onTestFinished, test } from "vitest";
import { makeTempDir, removeDir } from "../../../../scripts/runtime.ts";
import { startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

/** The identity, and what a sweep says. */
async function look(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const [row] = await sql`select ship_private.database_identity() as identity, ship.sweep() as swept`;
  await sql.end();
  return { identity: String(row?.identity), swept: row?.swept };
}

test("a database stays the same over restarts and crashes, and is another once a backup of its files was restored", async () => {
  const folder = await makeTempDir("slipway-identity-");
  onTestFinished(() => removeDir(folder));
  // Postgres may run as another account
  await chmod(folder, 0o755);
  const dataDir = join(folder, "postgres");
  let server = await startPostgres({ dataDir, migrated: true });
  onTestFinished(() => server.stop());
  const first = await look(server.ownerUrl);
  expect(first.swept).toMatchObject({ swept: true });

  await server.kill9();
  await server.restart();
  expect(await look(server.ownerUrl)).toMatchObject({ identity: first.identity, swept: { swept: true } });
  await server.stop();

  // what every restore of a backup's files ends with: recovery is over, and a new timeline begins
  const { uid, gid } = await stat(dataDir);
  await writeFile(join(dataDir, "recovery.signal"), "");
  await writeFile(join(dataDir, "postgresql.auto.conf"), "restore_command = 'false'\n");
  for (const name of ["recovery.signal", "postgresql.auto.conf"]) await chown(join(dataDir, name), uid, gid);
  server = await startPostgres({ dataDir, migrated: true });
  const restored = await look(server.ownerUrl);
  expect(restored.identity).not.toBe(first.identity);
  expect(restored.swept).toEqual({ swept: false, away: "database_other" });
});
