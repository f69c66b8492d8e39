import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import type { Finding } from "../../cli/command-error.ts";
import { shortened } from "../../cli/storable-text.ts";
import { leadsOutside, readInside, realPathInside } from "../../manifest/real-path.ts";
import { isEmptyMigration, type Phase, phaseOf } from "./phase.ts";

/** Below the root: where the CLI looks. */
export const migrationsFolder = "supabase/migrations";

/** A migration of the repository. */
export interface MigrationFile {
  /** Of the file. */
  name: string;
  /** The digits that it begins with; the history of a database goes by them. */
  version: string;
  phase: Phase;
  /** Of its content, in hex. */
  sha256: string;
}

/** One with what it says, and what is wrong with it. */
interface ReadMigration extends MigrationFile {
  text: string;
  problems: Finding[];
}

/** What the CLI would take for a migration, and what it would not. */
interface MigrationFolder {
  /** In the order in which they are applied. */
  files: ReadMigration[];
  /** Files of SQL that the CLI passes over. */
  ignored: Finding[];
}

/** The CLI's own rule: docs of `supabase migration new`. */
const pattern = /^([0-9]+)_(.*)\.sql$/;

/** Every migration in a root; none where there is no folder. Raises `path_outside` (exit 5): what a branch links to is not read. */
export async function readMigrationFiles(root: string): Promise<MigrationFolder> {
  const folder = realPathInside(root, migrationsFolder);
  const all = folder === null ? [] : await readdir(folder).catch(nothingThere);
  const names = all.filter((name) => name.endsWith(".sql")).sort();
  const files = names.filter((name) => pattern.test(name)).map((name) =>
    describe(name, readMigration(root, name))
  );
  return { files: files.map((file) => withTwin(file, files)), ignored: names.flatMap(passedOver) };
}

/** `sha256sum` of the files, and of what it prints: over names and contents, in their order. */
export function digestOf(files: readonly Pick<MigrationFile, "name" | "sha256">[]): string {
  return sha256(files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(""));
}

/** The bytes of a migration. What the CLI might still read must not be passed over here: it raises `path_outside` as well. */
export function readMigration(root: string, name: string): Uint8Array {
  const path = `${migrationsFolder}/${name}`;
  const bytes = readInside(root, path);
  if (bytes === null) throw leadsOutside(path);
  return bytes;
}

function describe(name: string, bytes: Uint8Array): ReadMigration {
  const text = new TextDecoder().decode(bytes);
  const found = phaseOf(text);
  const problems: Finding[] = [];
  const add = (code: string, message: string, hint: string) =>
    void problems.push({ code, message: `${name} ${message}`, hint, file: `${migrationsFolder}/${name}` });
  if ("problem" in found) {
    const said = `"-- slipway: ${shortened(found.word, 40)}"`;
    if (found.problem === "unknown") {
      add("migration_phase_unknown", `says ${said}`, "Write -- slipway: expand or -- slipway: contract.");
    } else {
      add("migration_phase_misplaced", `says ${said} below its first line`, "Make it the first line.");
    }
  }
  if (isEmptyMigration(text)) {
    add(
      "migration_empty",
      "is empty: it would count as applied, whatever is written into it later",
      "Write what it is to do, delete it, or leave a comment that says why it is empty.",
    );
  }
  const version = pattern.exec(name)?.[1] ?? "";
  return {
    ...{ name, version, phase: "phase" in found ? found.phase : "expand", sha256: sha256(bytes) },
    ...{ text, problems },
  };
}

function withTwin(file: ReadMigration, files: readonly ReadMigration[]): ReadMigration {
  const twin = files.find(({ name, version }) => version === file.version && name < file.name);
  if (twin === undefined) return file;
  const problem = {
    code: "migration_version_twice",
    message: `${file.name} has the timestamp of ${twin.name}: a database can remember only one of them`,
    hint: "Rename the newer one to a timestamp of its own.",
    file: `${migrationsFolder}/${file.name}`,
  };
  return { ...file, problems: [...file.problems, problem] };
}

function passedOver(name: string): Finding[] {
  if (pattern.test(name)) return [];
  return [{
    code: "migration_name_ignored",
    message: `${name} is no name of a migration, and is never applied`,
    hint: "Name it <timestamp>_<name>.sql, or move it elsewhere.",
    file: `${migrationsFolder}/${name}`,
  }];
}

function nothingThere(error: unknown): string[] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
