import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { fields, openGit } from "../git/git.ts";
import type { Workspace } from "../manifest/load.ts";
import { readInside } from "../manifest/real-path.ts";

/** Where they go when there are none yet. */
const usual = "supabase/database.types.ts";
/** Names under which teams keep them: Supabase's guides, and what is common. */
const names =
  /(^|\/)(database|supabase|db)?[._-]?types?([._-](db|gen|generated))?\.ts$|(^|\/)(database|supabase)([._-](gen|generated))?\.ts$/;
const marks = [/export (type|interface) Database\b/, /export (type|interface) Json\b/];

/** Where the generated types of a repository are; `isNew` when there are none yet. */
interface TypesFile {
  /** Below the root. */
  file: string;
  isNew: boolean;
}

/**
 * Where version.json says, else the only file of the usual names that holds generated types, else supabase/database.types.ts. Raises
 * `types_ambiguous` (exit 2) for several, `path_outside` (exit 5).
 */
export async function findTypesFile({ root, manifest }: Workspace): Promise<TypesFile> {
  const declared = Object.values(manifest.components).flatMap(({ deploy }) =>
    deploy?.type === "supabase" && deploy.types !== undefined ? [deploy.types] : []
  );
  const [file = usual, ...others] = declared.length > 0 ? [...new Set(declared)] : await lookForThem(root);
  if (others.length === 0) return { file, isNew: read(root, file) === null };
  throw new CommandError(
    "types_ambiguous",
    `several files hold generated types: ${[file, ...others].join(", ")}`,
    'Name one in the component of the database: "deploy": { "type": "supabase", "types": "…" }.',
    exitCode.usage,
  );
}

/** Of the files that git knows. */
async function lookForThem(root: string): Promise<string[]> {
  const { stdout } = await openGit(root).run(["ls-files", "-z", "--", "*.ts"]);
  const candidates = fields(stdout).filter((path) => names.test(path) && !path.includes("node_modules/"));
  return candidates.filter((path) => {
    const text = read(root, path) ?? "";
    return marks.every((mark) => mark.test(text));
  });
}

/** Its text; null when it is not there. Raises `path_outside` (exit 5). */
export function read(root: string, file: string): string | null {
  const bytes = readInside(root, file);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
