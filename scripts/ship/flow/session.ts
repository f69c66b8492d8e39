import type { Output } from "../../cli/output.ts";
import { connect, type ControlPlane } from "../../control-plane/control-plane.ts";
import { readCredential } from "../../control-plane/credentials.ts";
import { type Git, openGit } from "../../git/git.ts";
import type { RemoteBranch } from "../../git/remote.ts";
import { loadWorkspace, type Workspace } from "../../manifest/load.ts";
import { remoteBranch } from "./ship-run.ts";

/** A clone and the project it ships to: what every command of this folder begins with. */
export interface Session {
  workspace: Workspace;
  git: Git;
  of: RemoteBranch;
  environment: string;
  control: ControlPlane;
  /** The key may do more than read. */
  canWrite: boolean;
  output: Output;
  /** Aborts when the person interrupts. */
  signal: AbortSignal;
}

/**
 * Reads version.json and the credential; opens no connection. Raises `manifest_missing`, `manifest_invalid` (exit 2) and
 * `credential_missing` (exit 4).
 */
export async function openSession(
  root: string,
  output: Output,
  signal: AbortSignal,
  need: "secret" | "any" = "secret",
): Promise<Session> {
  const workspace = await loadWorkspace(root);
  const { name, project_ref } = workspace.manifest.ship.environment;
  const credential = await readCredential({ name: workspace.manifest.name, ref: project_ref }, need);
  return {
    workspace,
    git: openGit(root),
    of: remoteBranch(workspace),
    environment: name,
    control: connect(credential),
    canWrite: credential.kind === "secret",
    output,
    signal,
  };
}
