import { componentOf } from "../../manifest/component-of.ts";
import type { DeployContext } from "../../deploy/context.ts";
import type { Confirm } from "../../cli/confirm.ts";
import type { Output } from "../../cli/output.ts";
import type { ControlPlane, ShipKind } from "../../control-plane/control-plane.ts";
import { type Git, openGit } from "../../git/git.ts";
import type { RemoteBranch } from "../../git/remote.ts";
import { type Edit, writeEdits } from "../../manifest/edits.ts";
import { loadWorkspace, type Workspace } from "../../manifest/load.ts";
import type { Verify } from "../../manifest/schema.ts";
import { goOnWith } from "./flows.ts";
import type { HeldShip } from "../lease/held-lease.ts";
import type { Outcome } from "../record/outcome.ts";

/** What was asked for. */
export interface ShipRequest {
  component: string;
  isDeploying: boolean;
  /** The commit message; one is made when it is missing. */
  message?: string;
  /** Seconds to wait for other ships. */
  patience: number;
  /** Asks the person who is there; without one, a warning is only a warning. */
  confirm?: Confirm;
}

/** What a component's build means for the files; writes nothing. */
export type PlanEdits = (workspace: Workspace, component: string, build: number) => Promise<Edit[]>;

/** A ship under way: what its steps share, and what one step leaves for the next. */
export interface ShipRun {
  readonly request: ShipRequest;
  readonly output: Output;
  readonly control: ControlPlane;
  readonly held: HeldShip;
  readonly of: RemoteBranch;
  readonly actor: string;
  /** Aborts when the person interrupts, or when the ship is lost. */
  readonly signal: AbortSignal;
  readonly planEdits: PlanEdits;
  /** Somebody began it before. */
  readonly isResumed: boolean;
  /** Steps that ended before, hooks included, as the journal says. */
  readonly ended: ReadonlySet<string>;
  /** Of an app (`ios`) the store has decided the number, and nothing that others wrote changes it. */
  readonly kind: ShipKind;
  /** What it holds for all of its time. */
  readonly leases: readonly string[];
  /** It had to wait, and much may have changed since the guards looked. */
  readonly mustLookAgain: boolean;
  git: Git;
  /** As the files are now. */
  workspace: Workspace;
  /** The number of this ship; 0 until the bump chose it. */
  build: number;
  /** What version.json said before. */
  previous: number;
  /** Postgres has never heard of the component. */
  isNew: boolean;
  /** The commit that ships; empty until there is one. */
  sha: string;
  /** What can only agree once the build is recorded. */
  afterRecord: readonly Verify[];
  /** The remote has the commit: whatever fails from now on, the ship can be gone on with. */
  isPushed: boolean;
  /** What was shipped and how far the word of it got. */
  outcome?: Outcome;
}

/** The remote branch that the manifest ships. */
export function remoteBranch({ manifest }: Workspace): RemoteBranch {
  return { remote: manifest.ship.remote, branch: manifest.ship.environment.branch };
}

/** Writes the edits and reads the files again. */
export async function applyEdits(run: Pick<ShipRun, "workspace">, edits: Edit[]): Promise<void> {
  if (edits.length === 0) return;
  await writeEdits(run.workspace.root, edits);
  run.workspace = await loadWorkspace(run.workspace.root);
}

/** From here on the ship works in another work tree of the clone. */
export async function moveTo(run: ShipRun, root: string): Promise<void> {
  run.git = openGit(root);
  run.workspace = await loadWorkspace(root);
}

/** What deploys, hooks and probes are told. */
export function deployContext(
  { workspace, request, build, sha, signal, output, kind }: ShipRun,
): DeployContext {
  const { root, manifest } = workspace;
  const { component } = request;
  const { version } = componentOf(manifest, component);
  const environment = manifest.ship.environment.name;
  const goOn = goOnWith(kind, component);
  return { root, manifest, component, build, version, sha, environment, signal, output, env: {}, goOn };
}
