import type { Output } from "../../cli/output.ts";
import { connect, type ControlPlane } from "../../control-plane/control-plane.ts";
import { type Project, readCredential } from "../../control-plane/credentials.ts";
import { resolveProject } from "../../control-plane/project.ts";
import { type Git, openGit } from "../../git/git.ts";
import type { RemoteBranch } from "../../git/remote.ts";
import { type Environment, resolveEnvironment } from "../../manifest/environment.ts";
import { loadWorkspace, type Workspace } from "../../manifest/load.ts";

/** A clone, the environment it works on and its control plane: what every command of this folder begins with. */
export interface Session {
  workspace: Workspace;
  git: Git;
  environment: Environment;
  /** What the control plane knows it by, and whose credential it is. */
  project: Project;
  /** The branch that the environment deploys. */
  upstream: RemoteBranch;
  control: ControlPlane;
  /** Of the control plane. */
  address: string;
  /** The key may do more than read. */
  canWrite: boolean;
  output: Output;
  /** Aborts when the person interrupts. */
  signal: AbortSignal;
}

/**
 * Reads version.json and the credential; opens no connection. Raises `manifest_missing`, `manifest_invalid`, `environment_unknown` (exit 2) and
 * `credential_missing` (exit 4).
 */
export async function openSession(
  root: string,
  output: Output,
  signal: AbortSignal,
  need: "secret" | "any" = "secret",
  /** The one that announces when it is missing. */
  environmentName?: string,
): Promise<Session> {
  const git = openGit(root);
  const workspace = await loadWorkspace(root);
  const environment = resolveEnvironment(workspace.manifest, environmentName);
  const project = await resolveProject(git, workspace.manifest, environment);
  const credential = await readCredential(project, need);
  return {
    workspace,
    git,
    environment,
    project,
    upstream: environment.upstream,
    control: connect(credential),
    address: credential.url,
    canWrite: credential.kind === "secret",
    output,
    signal,
  };
}
