import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getuid } from "node:process";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTempDir, removeDir } from "../../../../scripts/runtime.ts";
import { type PostgresOptions, startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

let folder: string;
beforeAll(async () => {
  folder = await makeTempDir("slipway-data-test-");
  await chmod(folder, 0o755);
});
afterAll(() => removeDir(folder));

/** Runs a query on a Postgres that is started for it. */
async function ask(options: PostgresOptions, query: string) {
  const database = await startPostgres(options);
  const sql = postgres(database.ownerUrl, { max: 1 });
  try {
    return [...await sql.unsafe(query)];
  } finally {
    await sql.end();
    await database.stop();
  }
}

test("what was written is there the next time", async () => {
  const dataDir = join(folder, "kept");
  await ask({ dataDir }, "create table public.kept as select 7 as seven");
  expect(await ask({ dataDir }, "select seven from public.kept")).toEqual([{ seven: 7 }]);
});

test("a folder that is in use, and a port that is taken, are refused; the first goes on", async () => {
  const first = await startPostgres({ dataDir: join(folder, "busy") });
  const second = await startPostgres();
  try {
    expect(second.port).not.toBe(first.port);
    await expect(startPostgres({ dataDir: join(folder, "busy") })).rejects.toMatchObject({
      code: "data_dir_in_use",
    });
    await expect(startPostgres({ port: first.port })).rejects.toMatchObject({
      code: "port_taken",
      message: expect.stringContaining(String(first.port)),
    });
    const sql = postgres(first.ownerUrl, { max: 1 });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    await sql.end();
  } finally {
    await Promise.all([first.stop(), second.stop()]);
  }
});

test("the data of another Postgres, and a folder of something else, are refused untouched", async () => {
  const foreign = join(folder, "foreign");
  await mkdir(foreign);
  await chmod(foreign, 0o777);
  await writeFile(join(foreign, "letter.txt"), "dear");
  await expect(startPostgres({ dataDir: foreign })).rejects.toMatchObject({ code: "data_dir_not_empty" });

  await writeFile(join(foreign, "PG_VERSION"), "16\n");
  await expect(startPostgres({ dataDir: foreign })).rejects.toMatchObject({ code: "data_dir_other_version" });
  expect(await readdir(foreign)).toEqual(["PG_VERSION", "letter.txt"]);
});

test("a Postgres that dies at its start says why", async () => {
  const dataDir = join(folder, "broken");
  await ask({ dataDir }, "select 1");
  await rm(join(dataDir, "global", "pg_control"));
  await expect(startPostgres({ dataDir })).rejects.toMatchObject({
    code: "postgres_died",
    message: expect.stringContaining("could not find the database system"),
  });
});

test("the folder that is in the way is named, with a way out", async () => {
  const closed = join(folder, "closed");
  await mkdir(closed);
  // Root hands over to another account, which may not enter; anybody else may not write.
  await chmod(closed, getuid?.() === 0 ? 0o700 : 0o500);
  await expect(startPostgres({ dataDir: join(closed, "data") })).rejects.toMatchObject({
    code: getuid?.() === 0 ? "folder_not_traversable" : "folder_not_writable",
    message: expect.stringContaining(closed),
    hint: expect.stringMatching(/folder/),
  });
});
