import type { Output } from "../cli/output.ts";
import { resolveProject } from "../control-plane/project.ts";
import { createContext, type DeployContext } from "../deploy/context.ts";
import { openGit } from "../git/git.ts";
import { headSha } from "../git/commit.ts";
import { resolveEnvironment } from "../manifest/environment.ts";
import type { Workspace } from "../manifest/load.ts";

/** What commands of a component run in that belong to no deploy: nothing is asked of the control plane. Raises `component_unknown` (exit 2). */
export async function openContext(
  workspace: Workspace,
  component: string,
  output: Output,
  signal: AbortSignal,
): Promise<DeployContext> {
  const git = openGit(workspace.root);
  const environment = resolveEnvironment(workspace.manifest);
  const [project, sha] = await Promise.all([
    resolveProject(git, workspace.manifest, environment),
    headSha(git),
  ]);
  return createContext({ workspace, environment, project, signal, output }, component, { sha });
}
