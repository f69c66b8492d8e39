import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { readMigrationFiles } from "../../../scripts/deploy/migrations/migration-files.ts";
import { makePhaseFolder } from "../../../scripts/deploy/migrations/phase-folder.ts";
import { writeInside } from "../../../scripts/manifest/edits.ts";
import { loadWorkspace } from "../../../scripts/manifest/load.ts";
import { newMigration } from "../../../scripts/migrations/new-migration.ts";
import { generateTypes } from "../../../scripts/migrations/types.ts";
import { findTypesFile } from "../../../scripts/migrations/types-file.ts";
import { createOutput } from "../../../scripts/cli/output.ts";
import { createForeign, type Foreign } from "../../support/foreign.ts";

const outside = expect.objectContaining({ code: "path_outside", exitCode: 5 });
const secret = "export type Database = 1; export type Json = 2; // hunter2\n";
const manifest = {
  name: "linked",
  build: 0,
  components: { db: { name: "Database", kind: "server", version: "1.0.0", build: 0, paths: ["supabase"] } },
};

let at: Foreign;
let file: string;
beforeEach(async () => {
  at = await createForeign({ "version.json": JSON.stringify(manifest) });
  onTestFinished(() => at.stop());
  file = join(at.home, "kept.ts");
  await writeFile(file, secret);
  await mkdir(join(at.root, "supabase/migrations"), { recursive: true });
});

test("generated types are neither compared with nor written to where a link leads", async () => {
  await symlink(file, join(at.root, "supabase/database.types.ts"));
  await at.commit("linked");
  const workspace = await loadWorkspace(at.root);
  await expect(findTypesFile(workspace)).rejects.toEqual(outside);
  const around = { output: createOutput({}, String), signal: new AbortController().signal };
  await expect(generateTypes(workspace, { ...around, isCheck: false })).rejects.toEqual(outside);
  expect(await readFile(file, "utf8")).toBe(secret);
});

test("a file is written through no link, not even to where nothing is", async () => {
  await symlink(join(at.home, "not-yet"), join(at.root, "nothing.ts"));
  await symlink(at.home, join(at.root, "folder"));
  for (const path of ["nothing.ts", "folder/kept.ts", "folder/deep/new.ts"]) {
    await expect(writeInside(at.root, path, "x"), path).rejects.toEqual(outside);
  }
  expect(await readdir(at.home)).toEqual(["kept.ts"]);
  await writeInside(at.root, "a/b.ts", "one");
  await writeInside(at.root, "a/b.ts", "two");
  expect(await at.read("a/b.ts")).toBe("two");
});

test("a linked migration is neither read nor copied for the CLI", async () => {
  await symlink(file, join(at.root, "supabase/migrations/20260101000000_a.sql"));
  await expect(readMigrationFiles(at.root)).rejects.toEqual(outside);
  await expect(makePhaseFolder(at.root, new Set())).rejects.toEqual(outside);
});

test.each(["supabase", "supabase/migrations"])("%s that is a link gets no new migration", async (folder) => {
  const away = join(at.home, "away");
  await mkdir(away);
  await rm(join(at.root, folder), { recursive: true });
  await symlink(away, join(at.root, folder));
  const signal = new AbortController().signal;
  await expect(newMigration(at.root, "add_notes", { isContract: true, signal })).rejects.toEqual(outside);
  expect(await readdir(away)).toEqual([]);
});

test("links within the repository are followed", async () => {
  await at.write("db/20260101000000_a.sql", "select 1;\n");
  await rm(join(at.root, "supabase/migrations"), { recursive: true });
  await symlink("../db", join(at.root, "supabase/migrations"));
  expect((await readMigrationFiles(at.root)).files.map(({ name }) => name)).toEqual(["20260101000000_a.sql"]);
});
