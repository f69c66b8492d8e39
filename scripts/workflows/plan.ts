import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Workspace } from "../manifest/load.ts";
import { isGenerated, workflowFolder } from "../manifest/workflow-files.ts";
import { codeOwnersPath } from "./code-owners.ts";
import { readRepository } from "./repository.ts";
import { wantedFiles } from "./wanted.ts";

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
  const wanted = await wantedFiles(tree, await readRepository(workspace));
  if (wanted.size === 0) throw noTracks();

  const present = new Map<string, string>();
  const names = (await tree.paths(workflowFolder)).filter((path) =>
    path.startsWith(`${workflowFolder}/slipway-`) && /\.ya?ml$/.test(path)
  );
  for (const path of new Set([...wanted.keys(), ...names, codeOwnersPath])) {
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
    ? "is of what version.json does not have any more"
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
      "publish; for a push slipway release --changed and deploy --changed; for a merge request slipway gates ci; on a schedule slipway sentry. " +
      "docs/workflows.md has the list.",
    exitCode.refused,
  );
}

function noTracks(): CommandError {
  return new CommandError(
    "track_missing",
    "version.json has nothing that workflows are written for: no release block, no ci, no preview, no environments, no gates",
    "docs/workflows.md says what each of them starts.",
    exitCode.usage,
  );
}
