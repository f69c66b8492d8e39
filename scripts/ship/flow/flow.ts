import type { Confirm } from "../../cli/confirm.ts";
import type { Output } from "../../cli/output.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import type { DeployContext } from "../../deploy/context.ts";
import type { Project } from "../../control-plane/credentials.ts";
import type { Git } from "../../git/git.ts";
import type { RemoteBranch } from "../../git/remote.ts";
import type { Edit } from "../../manifest/edits.ts";
import type { Environment } from "../../manifest/environment.ts";
import type { Workspace } from "../../manifest/load.ts";
import type { Verify } from "../../manifest/schema.ts";
import type { Detail, HeldLease } from "../lease/held-lease.ts";
import type { Outcome } from "../record/outcome.ts";
import type { BuildNumber, Numbering } from "./build-number.ts";
import type { FlowKind } from "./flow-kinds.ts";

/** What a command does to a component, as a value: a ship, an app's confirmation, a rollback are different steps of one machine. */
export interface Flow extends FlowKind {
  steps: Phases;
  /** Who decides the build number. */
  numbering: Numbering;
  /** What the number means for the files; writes nothing. */
  planEdits: PlanEdits;
  /** Brings a clone that is behind up to the remote, when a plain fast-forward is not enough. */
  catchUp?(run: ShipRun): Promise<void>;
}

/** The steps in their order, by who can do them. */
interface Phases {
  /** Before anything is written; a resumed run has its own way to begin. */
  opening: readonly Step[];
  /** Up to the push: only the clone that began can do these. */
  local: readonly Step[];
  /** From the pushed commit on: any clone can do these. */
  published: readonly Step[];
}

/** The edits that a component's build needs. */
type PlanEdits = (workspace: Workspace, component: string, build: number) => Promise<Edit[]>;

/** What a step did. */
export interface StepResult {
  /** For people, after the step's name. */
  summary: string;
  /** Goes into the journal and to --json. */
  detail?: Detail;
  isSkipped?: boolean;
}

/** One step of a flow. It asks the run and the world, never which flow it is in. */
export interface Step<Run extends ShipRun = ShipRun> {
  /** In the journal; hooks go by it. */
  name: string;
  /** For --dry-run: the exact commands, or what happens where there are none. A flow whose plan is shown otherwise has none. */
  describe?(plan: ShipPlan): string[] | Promise<string[]>;
  /** It changes nothing anywhere: the journal hears of it afterwards, and nobody waits for that. */
  isReading?: boolean;
  /** The person wants it left out, hooks included. */
  isLeftOut?(run: Run): StepResult | null;
  /** Of a run that is resumed: asks the world, not the journal, whether it was done. Without it the step is repeated. */
  isDone?(run: Run): Promise<StepResult | null>;
  /** Finds out that there is nothing to do, without changing anything. */
  idle?(run: Run): Promise<StepResult | null>;
  /** What the journal says before anything happens. */
  prepare?(run: Run): Promise<Detail>;
  /** It looks around before it changes anything, and awaits `started` in between; others are only begun by then. */
  looksFirst?: boolean;
  /** `started`: the journal has heard that the step begins; raises `lease_lost`. */
  run(run: Run, started: Promise<void>): Promise<StepResult>;
}

/** What was asked for. */
export interface ShipRequest {
  component: string;
  isDeploying: boolean;
  /** The commit message; one is made when it is missing. */
  message?: string;
  /** The share of the devices that may have it, in hundredths of a percent; everybody when it is missing. */
  share?: number;
  /** Why it happens outside of the environment's hours. */
  reason?: string;
  /** How long to wait for other ships. */
  waitSeconds: number;
  /** Asks the person who is there; without one, a warning is only a warning. */
  confirm?: Confirm;
}

/** A deployment that Postgres knows of and that has not ended. */
export interface OpenDeployment {
  id: string;
  /** Milliseconds that the deploy or rollback alone took; undefined when it was not this run that did it. */
  deployMs?: number;
}

/** A flow under way: what its steps share, and what one step leaves for the next. */
export interface ShipRun {
  readonly flow: Flow;
  readonly request: ShipRequest;
  readonly environment: Environment;
  readonly project: Project;
  readonly output: Output;
  readonly control: ControlPlane;
  readonly lease: HeldLease;
  /** What it holds for all of its time. */
  readonly leaseNames: readonly string[];
  readonly upstream: RemoteBranch;
  readonly actor: string;
  /** Aborts when the person interrupts, or when the lease is lost. */
  readonly signal: AbortSignal;
  /** Somebody began it before. */
  readonly isResumed: boolean;
  /** Steps that ended before, hooks included, as the journal says. */
  readonly ended: ReadonlySet<string>;
  /** It had to wait, and much may have changed since the guards looked. */
  readonly mustLookAgain: boolean;
  readonly number: BuildNumber;
  git: Git;
  /** As the files are now. */
  workspace: Workspace;
  /** What the commit says of the audit log; undefined when there is nothing to say. */
  readonly auditWitness: string | undefined;
  /** New files that the guards have seen; no other new file is committed. */
  seenFiles: ReadonlySet<string>;
  /** What Slipway wrote last, by path. */
  readonly written: Map<string, Uint8Array>;
  /** The commit that ships; empty until there is one. */
  sha: string;
  /** What can only agree once the build is announced. */
  afterAnnouncement: readonly Verify[];
  /** Which migrations are applied with the deploy; all of them when it is missing. */
  readonly migrations?: DeployContext["migrations"];
  /** What is being deployed, as Postgres knows it. */
  deployment?: OpenDeployment;
  /** The remote has the commit: whatever fails from now on, the run can be resumed. */
  isPushed: boolean;
  /** What was shipped and how far the word of it got. */
  outcome?: Outcome;
}

/** What a ship would do, as far as it can be told without writing anything. */
export interface ShipPlan {
  request: ShipRequest;
  upstream: RemoteBranch;
  environment: Environment;
  workspace: Workspace;
  leases: readonly string[];
  /** The remote has commits that the clone lacks. */
  isBehind: boolean;
  build: number;
  previous: number;
  /** What the bump writes. */
  written: readonly string[];
  /** What the commit holds. */
  committed: readonly string[];
  /** As the deploy would get it, but without a commit. */
  context: DeployContext;
}
