import { type Finding, refuseAll } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Output } from "../../cli/output.ts";
import type { Project } from "../../control-plane/credentials.ts";
import { hasIdentity } from "../../git/identity.ts";
import { aheadBehind, type RemoteBranch } from "../../git/remote.ts";
import { type Git } from "../../git/git.ts";
import { readRepository, type Repository } from "../../git/repository.ts";
import { check } from "../../manifest/check.ts";
import type { Environment } from "../../manifest/environment.ts";
import type { Workspace } from "../../manifest/load.ts";
import { missingNotes } from "../record/notes.ts";
import { guardBranch } from "./branch.ts";
import { guardChanges } from "./changes.ts";
import { guardComponent } from "./component.ts";
import { guardDeploy } from "./deploy.ts";
import { guardEnv } from "./env.ts";
import { guardFiles } from "./files.ts";
import { withoutLateFiles } from "./late-files.ts";
import { guardOtherBuilds } from "./other-builds.ts";
import { splitChanges } from "./own-files.ts";

/** What the guards look at; nothing of it is written. */
export interface CloneState {
  repository: Repository;
  distance: { ahead: number; behind: number } | null;
  /** Somebody in whose name git commits. */
  hasIdentity: boolean;
}

/** One look at the clone: four processes at once. A look that has begun already is used. */
export async function readCloneState(
  git: Git,
  upstream: RemoteBranch,
  begun: Promise<Repository> = readRepository(git),
): Promise<CloneState> {
  const [repository, distance, isSomebody] = await Promise.all([
    begun,
    aheadBehind(git, upstream),
    hasIdentity(git),
  ]);
  return { repository, distance, hasIdentity: isSomebody };
}

/** What is shipped, and where to: a session, or a run. */
interface GuardScope {
  git: Git;
  workspace: Workspace;
  environment: Environment;
  project: Project;
  output: Output;
  signal: AbortSignal;
}

interface GuardOptions {
  /** A resumed ship may have been killed in the middle of its bump. */
  mayDrift?: boolean;
  /** The store decides the number: what only such a flow may ship. */
  isStoreDecided?: boolean;
  /** What it deploys to is looked at as well. */
  isDeploying?: boolean;
  /** Nothing is run that version.json names. */
  isReadingOnly?: boolean;
  /** The only new files that may be committed; every other one stays where it is. */
  seenFiles?: ReadonlySet<string>;
  /** A check that has begun already. */
  begun?: ReturnType<typeof check>;
}

/**
 * Everything that speaks against shipping the component from here, before anything is written. Returns warnings; raises all
 * refusals at once: exit 7 when all of it is drift, else 5. Raises `component_unknown` (exit 2).
 */
export async function runGuards(
  { repository, distance, hasIdentity }: CloneState,
  scope: GuardScope,
  component: string,
  options: GuardOptions = {},
): Promise<Finding[]> {
  const { git, workspace, environment } = scope;
  const { mayDrift = false, isStoreDecided = false, isDeploying = false, isReadingOnly = false } = options;
  const { seenFiles, begun } = options;
  const { root, manifest } = workspace;
  const { upstream } = environment;
  const { changes } = withoutLateFiles(repository.changes, seenFiles);
  const [drift, others, deploys, env, files, notes] = await Promise.all([
    mayDrift ? { findings: [] } : begun ?? check(workspace),
    guardOtherBuilds(workspace, component, changes),
    isDeploying ? guardDeploy(workspace, environment, component) : [],
    isDeploying ? guardEnv(scope, component, { isReadingOnly }) : { refusals: [], warnings: [] },
    guardFiles(git, manifest, component, splitChanges(manifest, component, changes).own),
    missingNotes(root, manifest),
  ]);
  const isStrict = manifest.ship.notes.strict;
  refuse([
    ...isStoreDecided ? [] : guardComponent(manifest, component),
    ...guardBranch({ repository, upstream, distance, hasIdentity }),
    ...guardChanges(manifest, component, changes),
    ...files,
    ...others,
    ...deploys,
    ...env.refusals,
    ...notes !== undefined && isStrict ? [notes] : [],
  ], drift.findings);
  return [...env.warnings, ...notes !== undefined && !isStrict ? [notes] : []];
}

/** Raises what there is: exit 7 when it is only drift. */
export function refuse(refusals: readonly Finding[], drift: readonly Finding[]): void {
  if (refusals.length > 0) throw refuseAll("ship_refused", [...refusals, ...drift], exitCode.refused);
  if (drift.length > 0) throw refuseAll("drift", drift, exitCode.drift);
}
