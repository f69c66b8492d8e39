import { posix } from "node:path";
import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { BranchPoint } from "../git/branch-point.ts";
import { namesInFolder } from "../git/folder-names.ts";
import { fields, type Git } from "../git/git.ts";
import type { RecordName } from "../manifest/docs/record-names.ts";
import { findCollisions } from "./collisions.ts";
import type { DecisionFolder } from "./folder.ts";
import type { Bare } from "./mover.ts";

/** A record that has to move, and what its old number means on its own. */
interface Chosen {
  record: RecordName;
  bare: Bare;
}

/**
 * Which records give way: those of this branch whose number the other branch has, and of two that came one after the other the later. Raises
 * `decision_unclear` (exit 5) where nobody can tell.
 */
export async function chooseColliding(
  git: Git,
  { folder, names }: DecisionFolder,
  point: BranchPoint | null,
): Promise<Chosen[]> {
  const there = point === null ? new Map() : await namesInFolder(git, [point.ref, point.mergeBase], folder);
  const base: string[] = point === null ? [] : there.get(point.ref) ?? [];
  const mergeBase: string[] = point === null ? [] : there.get(point.mergeBase) ?? [];
  const collisions = findCollisions({ here: names, base, mergeBase });
  const chosen = new Map<string, Chosen>();
  const unclear: Finding[] = [];
  const choose = (record: RecordName, isOthersOnBase: boolean) =>
    void chosen.set(record.name, {
      record,
      bare: isOthersOnBase && !base.includes(record.name) ? "added" : "own",
    });
  for (const { record, other, isElsewhere } of collisions) {
    if (isElsewhere) choose(record, true);
    else if (base.includes(other.name) && !base.includes(record.name)) choose(record, true);
    else if (base.includes(record.name) && !base.includes(other.name)) choose(other, true);
    else {
      const later = await laterOf(git, folder, record, other);
      if (later !== null) choose(later, false);
      else unclear.push(unclearOf(folder, record, other));
    }
  }
  if (unclear.length > 0) throw refuseAll("decision_unclear", unclear);
  return [...chosen.values()];
}

/** The record that somebody named, as seen from where they are. Raises `decision_unknown` (exit 2). */
export function chooseNamed(
  { folder, records }: DecisionFolder,
  root: string,
  cwd: string,
  file: string,
): Chosen {
  const fromHere = posix.relative(root, posix.resolve(cwd, file));
  const record =
    records.find(({ name }) => [fromHere, posix.normalize(file)].includes(`${folder}/${name}`)) ??
      records.find(({ name }) => name === file);
  if (record === undefined) {
    throw new CommandError(
      "decision_unknown",
      `${file} is no decision record of ${folder}`,
      `Name a file of ${folder} whose name begins with its number.`,
      exitCode.usage,
    );
  }
  const isAlone = records.filter(({ number }) => number === record.number).length === 1;
  return { record, bare: isAlone ? "all" : "own" };
}

/** Which of two came later into this branch, by its own commits and merges; null when both came at once. */
async function laterOf(
  git: Git,
  folder: string,
  one: RecordName,
  other: RecordName,
): Promise<RecordName | null> {
  const paths = [one, other].map(({ name }) => `${folder}/${name}`);
  const { stdout } = await git.run([
    "--literal-pathspecs",
    "log",
    "-m",
    "--first-parent",
    "--no-renames",
    "--diff-filter=A",
    "--format=%H",
    "--name-only",
    "--relative",
    "-z",
    "HEAD",
    "--",
    ...paths,
  ], { answers: [0, 128] });
  const commits = fields(stdout.endsWith("\0") ? stdout : `${stdout}\0`);
  // the newest first; what git has never seen is newer than all
  const ages = paths.map((path) => {
    const at = commits.findIndex((line) => line.trim() === path);
    return at === -1 ? -1 : commits.slice(0, at).filter((line) => /^\s*[0-9a-f]{40,64}/.test(line)).length;
  });
  const [first = 0, second = 0] = ages;
  return first === second ? null : first < second ? one : other;
}

function unclearOf(folder: string, record: RecordName, other: RecordName): Finding {
  return {
    code: "decision_unclear",
    message:
      `${folder}/${record.name} and ${folder}/${other.name} came at once, so nobody can tell which has to move`,
    hint: "Name the one that gets another number: slipway adr renumber <file>.",
    file: `${folder}/${record.name}`,
  };
}
