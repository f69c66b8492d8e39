import type { Finding } from "../cli/command-error.ts";
import type { BranchPoint } from "../git/branch-point.ts";
import { fields, type Git, openGit } from "../git/git.ts";
import { namesInFolder } from "../git/folder-names.ts";
import { numberTaken } from "../manifest/docs/check-numbers.ts";
import { readRecordName } from "../manifest/docs/record-names.ts";
import { finding } from "../manifest/findings.ts";
import type { Workspace } from "../manifest/load.ts";
import { matcherOf } from "../manifest/ownership.ts";
import { readBase } from "./base.ts";
import { findCollisions } from "./collisions.ts";
import { findFolder } from "./folder.ts";

/**
 * Numbers that two records have, here or with the branch that this one will be merged into, and policy files that this branch changed without
 * adding a record. Raises what finding the folder and the branch raises.
 */
export async function checkDecisions(
  workspace: Workspace,
  base?: string,
): Promise<{ findings: Finding[]; notices: string[] }> {
  const git = openGit(workspace.root);
  const [{ folder, names }, point] = await Promise.all([
    findFolder(workspace),
    readBase(git, workspace.manifest, base),
  ]);
  const there = point === null ? new Map() : await namesInFolder(git, [point.ref, point.mergeBase], folder);
  const mergeBase: string[] = point === null ? names : there.get(point.mergeBase) ?? [];
  const collisions = findCollisions({
    here: names,
    base: point === null ? [] : there.get(point.ref) ?? [],
    mergeBase,
  });
  const taken = collisions.map(({ record, other, isElsewhere }) =>
    numberTaken(
      `${folder}/${record.name}`,
      record,
      isElsewhere ? `${point?.name} gave it to ${other.name}` : `${folder}/${other.name} has it as well`,
    )
  );
  const isDecided = names.some((name) => !mergeBase.includes(name) && readRecordName(name) !== null);
  const undecided = point === null || isDecided ? [] : await undecidedPolicies(git, workspace, point);
  return {
    findings: [...taken, ...undecided],
    notices: point === null
      ? ["this clone has no branch to compare with, so only what is here was looked at: git fetch"]
      : [],
  };
}

/** Policies that ask for a decision and whose files this branch changes. */
async function undecidedPolicies(
  git: Git,
  { manifest }: Workspace,
  { name, mergeBase }: BranchPoint,
): Promise<Finding[]> {
  const policies = (manifest.ship.gates?.policies ?? []).filter(({ decision }) => decision);
  if (policies.length === 0) return [];
  const [changed, untracked] = await Promise.all([
    git.run(["diff", "--name-only", "-z", "--no-renames", "--relative", mergeBase, "--"]),
    git.run(["ls-files", "-z", "--others", "--exclude-standard"]),
  ]);
  const paths = [...fields(changed.stdout), ...fields(untracked.stdout)];
  return policies.flatMap(({ files }) => {
    const matchers = files.map(matcherOf);
    const touched = paths.find((path) => matchers.some((matches) => matches(path)));
    return touched === undefined ? [] : [finding(
      "decision_missing",
      { file: touched },
      `it is a policy, and this branch changes it since ${name} without a decision record`,
      'Write down why: slipway adr new "<what was decided>".',
    )];
  });
}
