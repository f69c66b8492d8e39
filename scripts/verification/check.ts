import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { actorName } from "../control-plane/actor.ts";
import type { ControlPlane } from "../control-plane/control-plane.ts";
import { baseEnvironment, type DeployContext, entryOf } from "../deploy/context.ts";
import { namesOf } from "../deploy/probes/describe.ts";
import { missingVariables } from "../deploy/probes/fill.ts";
import { VerificationError, type VerificationResult, verify } from "../deploy/verify.ts";
import { probesIn } from "../manifest/probe-kinds.ts";
import { dueProbes, type Named } from "./due.ts";
import { brokenProbes, sourceOf } from "./findings.ts";
import { recordResults } from "./record.ts";

/** Seconds that a probe has when nothing is being deployed. */
const patienceS = 15;

/** What the probes of a component say now. */
interface Checked {
  results: VerificationResult[];
  /** Everything that does not agree. */
  findings: readonly Finding[];
  /** Probes that a schedule asks another time. */
  later: number;
  /** What a schedule saw counts for nothing: the component was being shipped. */
  isMoving: boolean;
}

interface CheckOptions {
  control: ControlPlane;
  /** By a schedule: only what is due, and the chat hears when something breaks or heals. */
  isScheduled: boolean;
  /** The key may write. */
  canRecord: boolean;
  /** Between the moment when a new build is served and the one when that is written down, nothing can agree. */
  isMoving(): Promise<boolean>;
}

/**
 * Asks the probes of what is deployed, and records what they saw; of a component that is just being shipped only what agrees. Raises
 * `probes_missing` (exit 2) when there is nothing to ask, and `probe_variable_missing` (exit 4) before anything is asked.
 */
export async function checkDeployed(
  context: DeployContext,
  { control, isScheduled, canRecord, isMoving }: CheckOptions,
): Promise<Checked> {
  const { component, environment: { name: environment }, build } = context;
  const probes = namedProbes(context);
  const source = sourceOf(environment, component);
  if (probes.length === 0) {
    // what was broken when the last one was taken out would stay so for ever
    if (isScheduled) await control.recordFindings({ source, findings: [], actor: actorName() });
    throw noProbes(context);
  }
  requireVariables(context, probes);
  const before = isScheduled ? await control.verifications({ environment, component, limit: 0 }) : null;
  const due = before === null ? probes : dueProbes(probes, before.latest, before.now);
  const { results, findings } = await ask(context, due);
  if (isScheduled && findings.length > 0 && await isMoving()) {
    return { results, findings: [], later: probes.length, isMoving: true };
  }
  if (canRecord) {
    await recordResults(context, { control, source: isScheduled ? "schedule" : "verify", results });
  }
  if (before !== null) {
    const broken = await brokenProbes({ environment, component, build }, probes, results, before.latest);
    await control.recordFindings({ source, findings: broken, actor: actorName() });
  }
  return { results, findings, later: probes.length - due.length, isMoving: false };
}

function noProbes({ component, environment }: DeployContext): CommandError {
  return new CommandError(
    "probes_missing",
    `${component} has no probes for ${environment.name}`,
    `Add some to version.json: components.${component}.verify.`,
    exitCode.usage,
  );
}

function namedProbes(context: DeployContext): Named[] {
  const { environment } = context;
  const probes = probesIn(environment, entryOf(context).verify);
  const names = namesOf(probes);
  return probes.map((probe, index) => ({ probe, name: names[index] ?? "" }));
}

function requireVariables(context: DeployContext, probes: readonly Named[]): void {
  const given = baseEnvironment(context);
  const missing = new Set(probes.flatMap(({ probe }) => missingVariables(probe, given)));
  if (missing.size === 0) return;
  throw new CommandError(
    "probe_variable_missing",
    `the probes of ${context.component} need ${[...missing].join(", ")}, which is not set`,
    "Export it where the probes are asked; in CI as a secret.",
    exitCode.credentials,
  );
}

async function ask(
  context: DeployContext,
  due: readonly Named[],
): Promise<{ results: VerificationResult[]; findings: readonly Finding[] }> {
  const names = new Map(due.map(({ probe, name }) => [probe, name]));
  try {
    const asked = due.map(({ probe }) => probe);
    const options = { isAnnounced: true, longestS: patienceS, names };
    const { results } = await verify(context, asked, { build: context.build }, options);
    return { results, findings: [] };
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return { results: [...error.results], findings: error.findings };
  }
}
