import { CommandError, refuseAll } from "../cli/command-error.ts";
import { type Git, openGit } from "../git/git.ts";
import { readRepository, type Repository } from "../git/repository.ts";
import { openDraft } from "../manifest/draft.ts";
import type { Edit } from "../manifest/edits.ts";
import { recordsOf } from "../manifest/docs/record-names.ts";
import type { Workspace } from "../manifest/load.ts";
import { namesInFolder } from "../git/folder-names.ts";
import { readAddedLines } from "./added-lines.ts";
import { readBase } from "./base.ts";
import { chooseColliding, chooseNamed } from "./choose-movers.ts";
import { findFolder } from "./folder.ts";
import { mentioningFiles } from "./mentioning-files.ts";
import { type Mover, moverOf } from "./mover.ts";
import { edited, findReferences } from "./references.ts";
import { nextNumber } from "./taken-numbers.ts";

/** A line before and after. */
interface LineEdit {
  file: string;
  line: number;
  before: string;
  after: string;
}

/** A line that may mean another record, and stays. */
interface LeftLine {
  file: string;
  line: number;
  text: string;
}

/** What a renumbering does, before it does it. */
export interface RenumberPlan {
  moves: { from: string; to: string; isTracked: boolean }[];
  /** Of files at their old places. */
  edits: Edit[];
  lines: LineEdit[];
  left: LeftLine[];
  /** What could not be read as text. */
  unread: string[];
}

/**
 * Plans it, and writes nothing. Raises what choosing the records raises, and `merge_unfinished` (exit 5) for a file in conflict that would have
 * to change.
 */
export async function planRenumber(
  workspace: Workspace,
  { cwd, file, base }: { cwd: string; file?: string; base?: string },
): Promise<RenumberPlan> {
  const git = openGit(workspace.root);
  const [repository, decisions, point] = await Promise.all([
    readRepository(git),
    findFolder(workspace),
    readBase(git, workspace.manifest, base),
  ]);
  const { folder, listing, names } = decisions;
  const chosen = file === undefined
    ? await chooseColliding(git, decisions, point)
    : [await withBase(git, folder, point?.ref, chooseNamed(decisions, workspace.root, cwd, file))];
  const untracked = new Set(
    repository.changes.filter(({ isUntracked }) => isUntracked).map(({ path }) =>
      path.startsWith(repository.prefix) ? path.slice(repository.prefix.length) : path
    ),
  );
  const draft = openDraft(workspace.tree);
  const plan: RenumberPlan = { moves: [], edits: [], lines: [], left: [], unread: [] };
  let number = chosen.length === 0 ? 0 : await nextNumber(git, decisions);
  const movers: Mover[] = [];
  for (const { record, bare } of [...chosen].sort((a, b) => a.record.number - b.record.number)) {
    const content = await draft.read(`${folder}/${record.name}`);
    if ("problem" in content) throw unreadable(`${folder}/${record.name}`, content.problem);
    movers.push(moverOf(folder, record, number++, bare, content.text));
  }
  const files = await mentioningFiles(git, movers);
  const isAdded = await readAddedLines(git, point?.mergeBase ?? null, files, untracked);
  const records = new Set(recordsOf(names).map(({ name }) => `${folder}/${name}`));
  const context = { movers, listing, isAdded, isRecord: (path: string) => records.has(path) };
  for (const path of files) {
    const content = await draft.read(path);
    if ("problem" in content) {
      plan.unread.push(path);
      continue;
    }
    const { edits, left } = findReferences(path, content.text, context);
    const lines = content.text.split("\n");
    const after = edited(content.text, edits);
    if (edits.length > 0) draft.write(path, after);
    // an edit never adds or takes a line
    after.split("\n").forEach((line, index) => {
      const before = lines[index] ?? "";
      if (line !== before) plan.lines.push({ file: path, line: index + 1, before, after: line });
    });
    plan.left.push(...left.map((line) => ({ file: path, line, text: (lines[line - 1] ?? "").trim() })));
  }
  plan.edits = draft.edits();
  plan.moves = movers.map(({ from, to }) => ({ from, to, isTracked: !untracked.has(from) }));
  const touched = new Set([...plan.edits.map(({ path }) => path), ...plan.moves.map(({ from }) => from)]);
  refuseConflicts(repository, touched);
  return plan;
}

/** A bare number means the record alone only when the branch that it goes to has no other one either. */
async function withBase<Value extends { record: { name: string; number: number }; bare: Mover["bare"] }>(
  git: Git,
  folder: string,
  ref: string | undefined,
  chosen: Value,
): Promise<Value> {
  if (ref === undefined) return chosen;
  const base = (await namesInFolder(git, [ref], folder)).get(ref) ?? [];
  const { name, number } = chosen.record;
  const isTaken = recordsOf(base).some((other) => other.number === number && other.name !== name);
  if (!isTaken) return chosen;
  return { ...chosen, bare: base.includes(name) ? "own" : "added" };
}

/** A file in conflict is nobody's text yet. */
function refuseConflicts({ changes, prefix }: Repository, touched: ReadonlySet<string>): void {
  const conflicts = changes.filter(({ isUnmerged, path }) =>
    isUnmerged && touched.has(path.slice(prefix.length))
  );
  if (conflicts.length > 0) {
    throw refuseAll(
      "merge_unfinished",
      conflicts.map(({ path }) => ({
        code: "merge_unfinished",
        message: `${path} is in conflict, and would have to change`,
        hint: "Resolve it and git add it, then run slipway adr renumber again.",
        file: path,
      })),
    );
  }
}

function unreadable(path: string, problem: string): CommandError {
  return new CommandError(
    "decision_unreadable",
    `${path} ${problem}`,
    "Save it as UTF-8, then run it again.",
    5,
  );
}
