import { refuseAll } from "../cli/command-error.ts";
import type { Output } from "../cli/output.ts";
import { writeInside } from "../manifest/edits.ts";
import type { Workspace } from "../manifest/load.ts";
import { refuseCredentialsInCi } from "./ci-database.ts";
import { staleTypes } from "./check.ts";
import { withFreshDatabase } from "./fresh-database.ts";
import { findTypesFile } from "./types-file.ts";

/** What became of the file. */
interface Types {
  file: string;
  outcome: "written" | "unchanged";
}

interface Request {
  /** Only compares; raises `types_stale` (exit 5) when they differ. */
  isCheck: boolean;
  output: Output;
  signal: AbortSignal;
}

/**
 * Generates the types from the migrations themselves, applied to an empty database. A file that says the same already stays as it is
 * formatted. Raises what applying raises,
 * and `path_outside` (exit 5).
 */
export async function generateTypes(workspace: Workspace, { isCheck, ...around }: Request): Promise<Types> {
  refuseCredentialsInCi(workspace.root);
  const { file } = await findTypesFile(workspace);
  return await withFreshDatabase(workspace, around, async ({ types }) => {
    const text = await types();
    const stale = staleTypes(workspace, file, text);
    if (stale === null) return { file, outcome: "unchanged" };
    if (isCheck) throw refuseAll("types_stale", [stale]);
    await writeInside(workspace.root, file, text);
    return { file, outcome: "written" };
  });
}
