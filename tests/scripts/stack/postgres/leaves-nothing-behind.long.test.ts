import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { spawn } from "../../../../scripts/runtime.ts";
import { isAnyAlive } from "../../../../scripts/stack/postgres/processes.ts";
import { startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";
import { until } from "../../../support/until.ts";
import { repositoryRoot } from "../../../support/repository.ts";

/** Where a server keeps its data. */
async function dataDirOf(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql`select current_setting('data_directory') as path`;
  await sql.end();
  return row.path;
}

async function exists(path: string): Promise<boolean> {
  return (await readdir(dirname(path))).includes(path.slice(dirname(path).length + 1));
}

test("stop ends the processes, open connections or not, and removes the data; a second stop is fine", async () => {
  const database = await startPostgres();
  const path = await dataDirOf(database.superuserUrl);
  const sql = postgres(database.ownerUrl, { max: 2 });
  const busy = sql`select pg_sleep(60)`.catch((error) => error);
  await until("a busy connection", async () => {
    return (await sql`select from pg_stat_activity where query like '%pg_sleep(60)%' and wait_event = 'PgSleep'`)
      .length > 0;
  });

  await Promise.all([database.stop(), database.stop()]);
  expect(await isAnyAlive([database.pid()])).toBe(false);
  expect(await exists(path)).toBe(false);
  expect(await busy).toBeInstanceOf(Error);
  await sql.end({ timeout: 1 });
});

test("a start that fails leaves no data", async () => {
  const first = await startPostgres();
  const before = (await readdir(tmpdir())).filter((name) => name.startsWith("slipway-postgres-"));
  await expect(startPostgres({ port: first.port })).rejects.toMatchObject({ code: "port_taken" });
  const after = (await readdir(tmpdir())).filter((name) => name.startsWith("slipway-postgres-"));
  // Other tests come and go meanwhile; this one's folder would be the newest that stays.
  expect(after.filter((name) => !before.includes(name)).length).toBeLessThanOrEqual(1);
  await first.stop();
});

test("when the process that started it is killed with -9, Postgres ends and its data goes", async () => {
  const script = `
    import { startPostgres } from "./scripts/stack/postgres/start-postgres.ts";
    const database = await startPostgres();
    console.log(JSON.stringify({ pid: database.pid(), url: database.superuserUrl }));
  `;
  const child = spawn(join(repositoryRoot, "bin", "deno"), ["eval", script], { cwd: repositoryRoot });
  for await (const line of child.stdout) {
    const { pid, url } = JSON.parse(line);
    const path = await dataDirOf(url);
    child.kill("SIGKILL");
    await until("Postgres to end", async () => !await isAnyAlive([pid]));
    await until("its data to go", async () => !await exists(path));
  }
  await child.exited;
});
