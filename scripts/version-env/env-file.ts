import { relative, resolve } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { openDraft } from "../manifest/draft.ts";
import { writeEdits } from "../manifest/edits.ts";
import type { Workspace } from "../manifest/load.ts";
import { createInside } from "../manifest/real-path.ts";

/**
 * Sets variables in an .env file of the repository, and makes it when it is missing; whether anything was written. `file` counts from
 * `cwd`. Raises CommandError `path_outside` or `env_file_unreadable`, exit code 5.
 */
export async function writeEnvFile(
  { root, tree }: Workspace,
  { file, cwd, variables }: { file: string; cwd: string; variables: Record<string, string> },
): Promise<boolean> {
  const path = relative(root, resolve(cwd, file)).replaceAll("\\", "/");
  if (await tree.read(path) === null) {
    createInside(root, path, withVariables("", variables));
    return true;
  }
  const draft = openDraft(tree);
  const found = await draft.read(path);
  if ("problem" in found) {
    throw new CommandError(
      "env_file_unreadable",
      `${path} ${found.problem}`,
      "Name an .env file, or one that does not exist yet.",
      exitCode.refused,
    );
  }
  draft.write(path, withVariables(found.text, variables));
  await writeEdits(root, draft.edits());
  return draft.edits().length > 0;
}

const assignment = /^([ \t]*(?:export[ \t]+)?)([A-Za-z_][A-Za-z0-9_.-]*)([ \t]*=[ \t]*)/;

/**
 * An .env file with these variables and every other byte as it was: comments, order, line endings, `export`. A variable that stands there
 * several times is set in each place, because readers differ about which one counts; a new one comes last. What looks like one inside of a
 * value over several lines is left alone.
 */
export function withVariables(text: string, variables: Record<string, string>): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const missing = new Map(Object.entries(variables));
  let quote = "";
  const lines = text.split(/(?<=\n)/).map((line) => {
    if (quote !== "") {
      if (line.includes(quote)) quote = "";
      return line;
    }
    const [whole = "", before = "", name = "", equals = ""] = assignment.exec(line) ?? [];
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) {
      quote = whole === "" ? "" : openedBy(line.slice(whole.length));
      return line;
    }
    missing.delete(name);
    return `${before}${name}${equals}${value}${/\r?\n$/.exec(line)?.[0] ?? ""}`;
  });
  const kept = lines.join("");
  const begin = kept === "" || kept.endsWith("\n") || missing.size === 0 ? kept : kept + eol;
  return begin + [...missing].map(([name, value]) => `${name}=${value}${eol}`).join("");
}

/** The quote of a value that goes on in the next line; "" when it ends in its own. */
function openedBy(value: string): string {
  const [opening = ""] = /^["'`]/.exec(value) ?? [];
  return opening === "" || value.slice(1).includes(opening) ? "" : opening;
}
