import type { Output } from "../cli/output.ts";
import type { Project } from "../control-plane/credentials.ts";
import type { DeployContext } from "../deploy/context.ts";
import type { Environment } from "../manifest/environment.ts";
import type { Workspace } from "../manifest/load.ts";
import type { BootstrapStep } from "../manifest/schema-bootstrap.ts";

/** Which environment of which work tree is started, and who listens; a session is one. */
export interface BootstrapScope {
  workspace: Pick<Workspace, "root" | "manifest">;
  environment: Environment;
  project: Project;
  signal: AbortSignal;
  output: Output;
}

/** The steps of the environment, in order. */
export function stepsOf({ workspace: { manifest }, environment: { name } }: BootstrapScope): BootstrapStep[] {
  return manifest.ship.bootstrap.filter((step) => step.in?.includes(name) ?? true);
}

/** What is started is an environment, none of its components. */
export function bootstrapContext(
  { workspace: { root, manifest }, environment, project, signal, output }: BootstrapScope,
): DeployContext {
  return {
    ...{ root, manifest, environment, project, signal, output },
    ...{ component: Object.keys(manifest.components)[0] ?? "", build: 0, version: "", sha: "", env: {} },
  };
}
