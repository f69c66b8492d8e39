import { createContext, type DeployContext } from "../../deploy/context.ts";
import { openGit } from "../../git/git.ts";
import { type Edit, writeEdits } from "../../manifest/edits.ts";
import { auditTrailer, shipTrailer, withTrailers } from "../../git/trailers.ts";
import { loadWorkspace, type Workspace } from "../../manifest/load.ts";
import { rideAlongs } from "../../manifest/ride-alongs.ts";
import { componentOf } from "../../manifest/component-of.ts";
import { shipMessage } from "../push/commit-message.ts";
import { BuildNumber } from "./build-number.ts";
import type { ShipRun } from "./flow.ts";

/** Writes the edits and reads the files again. */
export async function applyEdits(run: Pick<ShipRun, "workspace" | "written">, edits: Edit[]): Promise<void> {
  if (edits.length === 0) return;
  await writeEdits(run.workspace.root, edits);
  for (const { path, after } of edits) run.written.set(path, after);
  run.workspace = await loadWorkspace(run.workspace.root);
}

/** From here on the run works in another work tree of the clone. */
export async function moveTo(run: ShipRun, root: string): Promise<void> {
  run.git = openGit(root);
  run.workspace = await loadWorkspace(root);
}

/** The message of the commit, the same however often the run is resumed. */
export function commitMessage(run: ShipRun, { manifest }: Pick<Workspace, "manifest">): string {
  const { request: { component, message }, number: { build }, lease, auditWitness } = run;
  const trailers = { [shipTrailer]: lease.id, [auditTrailer]: auditWitness };
  return withTrailers(shipMessage(manifest, component, build, message), trailers);
}

/** What deploys, hooks and probes are told. */
export function deployContext(run: ShipRun): DeployContext {
  const { request: { component }, number: { build }, sha, flow, migrations } = run;
  return createContext(run, component, { build, sha, migrations, resumeHint: flow.resumeHint(component) });
}

/** The runs that are coupled to this one: the same commit, leases and journal, each component at the build that it has there. */
export function childRuns(run: ShipRun): ShipRun[] {
  const { manifest } = run.workspace;
  return rideAlongs(manifest, run.request.component).map((component) => ({
    ...run,
    request: { ...run.request, component },
    number: new BuildNumber("given", { build: componentOf(manifest, component).build }),
  }));
}
