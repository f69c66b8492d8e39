import { rm } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { openGit } from "../git/git.ts";
import { openDraft } from "../manifest/draft.ts";
import { writeEdits } from "../manifest/edits.ts";
import type { Workspace } from "../manifest/load.ts";
import { createInside } from "../manifest/real-path.ts";
import { now } from "../runtime.ts";
import { findFolder } from "./folder.ts";
import { isIndex, withEntry } from "./index-page.ts";
import { fileSlug, styleOf } from "./record-style.ts";
import { nextNumber } from "./taken-numbers.ts";
import { fillTemplate, fromOwnTemplate, templateIn } from "./template.ts";

/** What was written. */
interface NewRecord {
  path: string;
  number: number;
  /** The page that lists it; null when none does. */
  index: string | null;
}

/**
 * Writes a new record and its line in the index, both or neither. Raises `title_invalid` (exit 2), what finding the folder raises, and
 * `record_exists` (exit 5).
 */
export async function writeRecord(workspace: Workspace, words: string): Promise<NewRecord> {
  const title = words.trim();
  const decisions = await findFolder(workspace);
  const { folder, names, records, listing } = decisions;
  const newest = records.at(-1);
  const slug = fileSlug(title, newest?.separator ?? "-");
  if (slug === "" || title.length > 200 || /\p{Cc}/u.test(title)) {
    throw new CommandError(
      "title_invalid",
      "a title is one line of at most 200 characters, with letters or digits in it",
      'slipway adr new "Sign feeds with a key of their own"',
      exitCode.usage,
    );
  }
  const draft = openDraft(workspace.tree);
  const textOf = async (path: string | undefined) => {
    const content = path === undefined ? { problem: "is missing" } : await draft.read(path);
    return "problem" in content ? null : content.text;
  };
  const template = await textOf(templateIn(folder, listing.files));
  const style = styleOf(newest, await textOf(newest === undefined ? undefined : `${folder}/${newest.name}`));
  const number = await nextNumber(openGit(workspace.root), decisions);
  const name = style.nameOf(number, slug);
  const date = new Date(now()).toISOString().slice(0, 10);
  const fill = { number, title, heading: style.titleOf(number, title), date };
  const text = template === null ? fromOwnTemplate(fill, style.lineEnd) : fillTemplate(template, fill);

  const index = names.filter(isIndex).map((page) => `${folder}/${page}`).sort()[0] ?? null;
  const page = index === null ? null : await textOf(index);
  const listed = index === null || page === null
    ? null
    : withEntry(index, page, records, { name, number, title, date });
  if (index !== null && listed !== null) draft.write(index, listed);
  const path = `${folder}/${name}`;
  create(workspace.root, path, text);
  try {
    await writeEdits(workspace.root, draft.edits());
  } catch (error) {
    await rm(join(workspace.root, path), { force: true });
    throw error;
  }
  return { path, number, index: listed === null ? null : index };
}

function create(root: string, path: string, text: string): void {
  try {
    createInside(root, path, text);
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, "code") !== "EEXIST") throw error;
    throw new CommandError("record_exists", `${path} is there already`, "Run it again.", exitCode.refused);
  }
}
