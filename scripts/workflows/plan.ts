import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Workspace } from "../manifest/load.ts";
import { isGenerated, releaseWorkflow, workflowFolder } from "../manifest/workflow-files.ts";
import { renderAutomatic, renderPromotion } from "./render-cut.ts";
import { renderRelease } from "./render-release.ts";
import { renderCheck, renderSentry } from "./render-watch.ts";
import { readRepository } from "./repository.ts";

/** A workflow as it should be; null where a generated one is not wanted any more. */
export interface WorkflowFile {
  path: string;
  before: string | null;
  after: string | null;
}

/** Generated workflows, and what differs from them. */
interface WorkflowPlan {
  /** Those that have to change. */
  changes: WorkflowFile[];
  /** All that are wanted. */
  wanted: string[];
  findings: Finding[];
  /** Whether the repository has any generated one by now. */
  isUsed: boolean;
}

/**
 * Which workflows version.json asks for, beside those that are there. Reads only. Raises `workflows_unsupported` (exit 5) for a host without
 * GitHub's workflows, `track_missing` (exit 2), `workflow_unreadable` (exit 5).
 */
export async function planWorkflows(workspace: Workspace): Promise<WorkflowPlan> {
  const { tree } = workspace;
  await requireGitHub(workspace);
  const repository = await readRepository(workspace);
  if (repository.tracks.length === 0) throw noTracks();
  const automatic = renderAutomatic(repository);
  const wanted = new Map<string, string>([
    ["slipway-check.yml", renderCheck(repository)],
    ...repository.tracks.map((track): [string, string] => [
      releaseWorkflow(track.key),
      renderRelease(repository, track),
    ]),
    ...automatic === null ? [] : [["slipway-auto.yml", automatic] as const],
    ["slipway-promote.yml", renderPromotion(repository)],
    ["slipway-sentry.yml", renderSentry(repository)],
  ].map(([name = "", text = ""]): [string, string] => [`${workflowFolder}/${name}`, text]));

  const present = new Map<string, string>();
  const names = (await tree.paths(workflowFolder)).filter((path) =>
    path.startsWith(`${workflowFolder}/slipway-`) && /\.ya?ml$/.test(path)
  );
  for (const path of new Set([...wanted.keys(), ...names])) {
    const bytes = await tree.read(path);
    if (bytes !== null) present.set(path, new TextDecoder().decode(bytes));
  }
  const changes = [...new Set([...wanted.keys(), ...present.keys()])].map((path): WorkflowFile => ({
    path,
    before: present.get(path) ?? null,
    after: wanted.get(path) ?? null,
  })).filter(({ before, after }) => before !== after)
    // a file of somebody's own that nobody asked for
    .filter(({ before, after }) => after !== null || isGenerated(before ?? ""));
  return {
    changes,
    wanted: [...wanted.keys()],
    findings: changes.map(findingOf),
    isUsed: [...present.values()].some(isGenerated),
  };
}

/** What `slipway check` says of workflows: nothing where none was ever generated. */
export async function checkWorkflows(workspace: Workspace): Promise<Finding[]> {
  const folder = await workspace.tree.paths(workflowFolder);
  if (!folder.some((path) => path.startsWith(`${workflowFolder}/slipway-`))) return [];
  try {
    const { findings, isUsed } = await planWorkflows(workspace);
    return isUsed ? findings : [];
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== "workflow_unreadable") throw error;
    return [{ code: error.code, message: error.message, hint: error.hint }];
  }
}

function findingOf({ path, before, after }: WorkflowFile): Finding {
  if (before !== null && !isGenerated(before)) {
    return {
      code: "workflow_foreign",
      message: `${path}: somebody wrote it by hand, and slipway workflows would write a file of this name`,
      hint: "Give yours another name; files that begin with slipway- are generated.",
      file: path,
    };
  }
  const what = before === null
    ? "is missing"
    : after === null
    ? "is of a track that there is no more"
    : "differs from version.json";
  return {
    code: "workflow_drift",
    message: `${path}: ${what}`,
    hint: "Run `slipway workflows`.",
    file: path,
  };
}

/** Raises `workflows_unsupported`. */
async function requireGitHub({ tree, manifest }: Workspace): Promise<void> {
  const declared = manifest.ship.release?.host?.type;
  const isGitLab = declared === "gitlab" ||
    declared === undefined && await tree.exists(".gitlab-ci.yml") && !await tree.exists(".github");
  if (!isGitLab) return;
  throw new CommandError(
    "workflows_unsupported",
    "workflows are written for GitHub only, and this repository is at GitLab",
    "Each of them runs one command, which a job of .gitlab-ci.yml can run as well: slipway check; for a tag slipway release check-tag and " +
      "publish; for a push slipway release --changed; on a schedule slipway sentry. docs/workflows.md has the list.",
    exitCode.refused,
  );
}

function noTracks(): CommandError {
  return new CommandError(
    "track_missing",
    "no component of version.json has a release block, so there is nothing to write workflows for",
    "docs/workflows.md says what a release block holds.",
    exitCode.usage,
  );
}
