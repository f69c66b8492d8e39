import { posix } from "node:path";
import type { Finding } from "../../cli/command-error.ts";
import { finding } from "../findings.ts";
import { hasLine } from "./check-links.ts";
import type { DocFiles } from "./doc-files.ts";

/** `scripts/deploy.sh`, `scripts/deploy.sh:12`, `scripts/deploy.sh:12-20`: no spaces, no wildcards, no placeholders. */
const citation =
  /^(?:\.\/)?([\p{L}\p{N}_.@+()[\]-]+(?:\/[\p{L}\p{N}_.@+()[\]-]+)+\/?)(?:#L|:L?)?(\d+)?(?:[-:]L?(\d+))?$/u;

/**
 * Every path that a page cites as code and that is not there. Code is taken for a path when it has a slash and begins with what the root of the
 * repository has, so that `origin/main` and `application/json` are none; and when it looks like a file or a folder: it has an ending, a slash
 * at its end, a line, or its folder is there, so that `supabase/cli` is none.
 */
export async function checkCitations(files: DocFiles, file: string): Promise<Finding[]> {
  const page = await files.markdown(file);
  if (page === null) return [];
  const { text, code, lineOf } = page;
  const found = await Promise.all(code.map(async ({ start, end }) => {
    const cited = readCitation(files, text.slice(start, end));
    if (cited === null) return [];
    const problem = await whyMissing(files, cited);
    return problem === null ? [] : [finding(
      "path_cited_missing",
      { file, line: lineOf(start) },
      problem,
      "Correct the path in the documentation.",
    )];
  }));
  return found.flat();
}

interface Citation {
  path: string;
  line: number | null;
}

function readCitation({ listing }: DocFiles, code: string): Citation | null {
  // far longer than any path
  const match = code.length > 1024 ? null : citation.exec(code.trim());
  const written = match?.[1];
  if (written === undefined || !listing.isBelowTop(written)) return null;
  const path = written.replace(/\/$/, "");
  const line = match?.[2] === undefined ? null : Number(match[3] ?? match[2]);
  const parts = path.split("/");
  if (parts.some((part) => part === ".." || part === "...")) return null;
  const isNamed = path !== written || line !== null || /\.[A-Za-z][A-Za-z0-9]{0,9}$/.test(path);
  const isBeside = parts.length > 2 && listing.has(posix.dirname(path));
  return isNamed || isBeside ? { path, line } : null;
}

async function whyMissing(files: DocFiles, { path, line }: Citation): Promise<string | null> {
  if (!files.listing.has(path)) return `${path} is cited, and is not there`;
  if (line === null || await hasLine(files, path, line)) return null;
  return `${path}:${line} is cited, and the file has fewer lines`;
}
