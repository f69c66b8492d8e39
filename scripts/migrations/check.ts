import { type Finding, refuseAll } from "../cli/command-error.ts";
import type { Output } from "../cli/output.ts";
import { readMigrationFiles } from "../deploy/migrations/migration-files.ts";
import type { Workspace } from "../manifest/load.ts";
import { refuseCredentialsInCi } from "./ci-database.ts";
import { withFreshDatabase } from "./fresh-database.ts";
import { findTypesFile, read } from "./types-file.ts";
import { saysTheSame } from "./types-text.ts";

/** What was found well. */
interface Checked {
  migrations: number;
  /** Where the generated types are; null when the repository has none. */
  types: string | null;
}

interface Surroundings {
  output: Output;
  signal: AbortSignal;
}

/**
 * What CI asks of a database: every migration applies to an empty one, each says when it is applied, and the committed types are those which
 * are generated from it. No environment's database is met. Raises `ci_holds_credential`, `migrations_fail`, `types_stale` and what is wrong
 * with files (exit 5).
 */
export async function checkMigrations(workspace: Workspace, around: Surroundings): Promise<Checked> {
  refuseCredentialsInCi(workspace.root);
  const { files, ignored } = await readMigrationFiles(workspace.root);
  for (const { code, message } of ignored) around.output.warn(code, message);
  const problems = files.flatMap((file) => file.problems);
  if (problems.length > 0) throw refuseAll("migrations_unfit", problems);
  return await withFreshDatabase(workspace, around, async ({ count, types }) => {
    const { file, isNew } = await findTypesFile(workspace);
    if (isNew) return { migrations: count, types: null };
    const stale = staleTypes(workspace, file, await types());
    if (stale !== null) throw refuseAll("types_stale", [stale]);
    return { migrations: count, types: file };
  });
}

/** What is committed, beside what is generated; null when they say the same. */
export function staleTypes(
  { root }: Workspace,
  file: string,
  generated: string,
): Finding | null {
  const committed = read(root, file);
  if (committed !== null && saysTheSame(committed, generated)) return null;
  return {
    code: "types_stale",
    message: committed === null ? `there is no ${file}` : `${file} is not what the migrations generate`,
    hint: "Run slipway migration types, then your formatter, and commit the file.",
    file,
  };
}
