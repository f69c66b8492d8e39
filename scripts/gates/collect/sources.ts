import type { Finding } from "../../cli/command-error.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import type { Git } from "../../git/git.ts";
import type { CodeHost } from "../../host/code-host.ts";
import type { Environment } from "../../manifest/environment.ts";
import type { GateName } from "../../manifest/gate-names.ts";
import type { Workspace } from "../../manifest/load.ts";
import type { MigrationSet } from "../facts.ts";

/** What the host may be asked; none of it writes. */
export type ReadHost = Pick<
  CodeHost,
  | "type"
  | "branchRules"
  | "checksOf"
  | "fileAt"
  | "latestPullRequests"
  | "milestone"
  | "openMilestones"
  | "pullFiles"
  | "pullRequest"
  | "pullRequestsOf"
  | "reviewsOf"
  | "reviewThreads"
>;

/** What the control plane may be asked; none of it writes. */
type ReadControl = Pick<ControlPlane, "releaseStatus" | "shipStatus">;

/** What is verified where, as the control plane tells it. */
export interface SeenEnvironments {
  environments: readonly {
    name: string;
    deployed: readonly { component: string; sha: string; verified_at: string; verified_by: string }[];
  }[];
}

/**
 * Where facts come from. What is missing makes the facts that need it unknown. Branches and tags are read as the clone last saw them: whoever
 * collects fetches first.
 */
export interface GateSources {
  git: Git;
  /** By whose rules it is judged. */
  workspace: Workspace;
  /** Null where nothing says at which host the repository is. */
  host: ReadHost | null;
  /** Null without a credential. */
  control: ReadControl | null;
  environmentStatus?: () => Promise<SeenEnvironments>;
  /** What is pending, for each component that migrates. */
  migrationPlan?: () => Promise<readonly MigrationSet[]>;
  /** What is wrong with the variables of the environment. */
  envFindings?: () => Promise<{ refusals: readonly Finding[]; warnings: readonly Finding[] }>;
}

/** What is to be promoted, and where. */
export interface GateQuestion {
  environment: Environment;
  /** The whole name of a commit that the clone has. */
  sha: string;
  needs: readonly GateName[];
  /** The milestone, where it is not called like a version. */
  milestone?: string;
  /** What is to be deployed; everything that the environment has when it is missing. */
  components?: readonly string[];
  /** Now, when it is missing. */
  at?: Date;
}

/** What facts are collected from and for. */
export type Collecting = GateSources & Omit<GateQuestion, "needs"> & {
  /** version.json and files as the commit has them. */
  promoted: GateSources["workspace"];
};
