import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { end, slipway, stackUp } from "./slipway.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/slipway-data-test-`);
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

test("with --data, rows and keys survive a restart, and the folder can be used by one stack at a time", async () => {
  const data = `${folder}/kept`;
  const before = await stackUp(["--data", data]);
  const sql = postgres(before.info.db_url, { max: 1 });
  await sql`insert into ship.components (key, label, name, kind) values ('kept', 'kept', 'Kept', 'web')`;
  await sql.end();
  const rival = slipway(["stack", "up", "--json", "--data", data]);
  expect(await rival.ended).toBe(1);
  expect(rival.err.join("\n")).toMatch(/data_dir_in_use[\s\S]*fix/);
  expect(codes(rival.out)).toEqual(["data_dir_in_use"]);
  expect(await end(before)).toBe(0);

  const after = await stackUp(["--data", data]);
  const { publishable_key, secret_key, notify_secret } = before.info;
  expect(after.info).toMatchObject({ publishable_key, secret_key, notify_secret });
  const manifest = await (await fetch(`${after.info.api_url}/version`)).json();
  expect(Object.keys(manifest.components)).toEqual(["kept"]);
  const again = postgres(after.info.db_url, { max: 1 });
  const [{ value }] =
    await again`select decrypted_secret as value from vault.decrypted_secrets where name = 'project_url'`;
  expect(value).toBe(after.info.api_url);
  await again.end();
  await end(after);
  expect((await stat(`${data}/identity.json`)).mode & 0o777).toBe(0o600);
});

/** With --json the failure is the result. */
function codes(lines: string[]): unknown[] {
  return lines.map((line) => JSON.parse(line).error.code);
}

describe("a folder that cannot be used is named with the way out", () => {
  test.each([
    ["a file", (path: string) => writeFile(path, "")],
    ["a folder that holds something else", async (path: string) => {
      await mkdir(path);
      await writeFile(`${path}/thesis.txt`, "");
    }],
    ["an identity of something else", async (path: string) => {
      await mkdir(path);
      await writeFile(`${path}/identity.json`, "{}");
    }],
  ])("%s", async (name, prepare) => {
    const path = `${folder}/${name.replaceAll(" ", "-")}`;
    await prepare(path);
    const run = slipway(["stack", "up", "--json", "--data", path]);
    expect(await run.ended).toBe(1);
    expect(codes(run.out)).toEqual(["data_folder_unusable"]);
    expect(run.err.join("\n")).toMatch(/^slipway: data_folder_unusable\n {2}what .*\n(.*\n)* {2}fix /);
    expect(run.err.join("\n")).toContain(path);
  });
});
