import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { preparedAt, unitAt } from "../environments/unit.ts";
import { declareEnvironments } from "../ship/record/declare-environments.ts";
import { readRepository } from "../git/repository.ts";
import { componentsOf } from "../manifest/environment.ts";
import { now } from "../runtime.ts";
import { heldBy } from "../ship/flow/deployment.ts";
import { bareFlow } from "../ship/flow/bare-flow.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import { runUnderLease } from "../ship/flow/run-under-lease.ts";
import type { Session } from "../ship/flow/session.ts";
import { leaseStep } from "../ship/flow/steps/opening.ts";
import type { Outcome } from "../ship/record/outcome.ts";
import { archiveTag } from "./archive.ts";
import type { GateReport } from "../gates/judge.ts";
import { trustCommands } from "../ship/trust/trust.ts";
import { judgeGates } from "./gates.ts";
import { planPromotion, type PromotionPlan } from "./plan.ts";
import { requireMerged } from "./pull-request.ts";
import type { PromoteRequest } from "./request.ts";
import { deployPromoted, moveBranch } from "./run.ts";

/** A plan with the word of every gate. */
export interface JudgedPromotion {
  plan: PromotionPlan;
  gates: GateReport["results"];
  /** Everything that refuses it; empty when it may go on. */
  refusals: Finding[];
}

/** What was promoted. */
export interface Promoted {
  ship: string;
  sha: string;
  components: string[];
  outcome?: Outcome;
}

/** Looks, and asks every gate, all at once; changes nothing but what a fetch does. */
export async function judgePromotion(session: Session, request: PromoteRequest): Promise<JudgedPromotion> {
  const plan = await planPromotion(session, request);
  // a gate may ask a command for the variables of a deploy
  await trustCommands({ ...session, workspace: plan.workspace }, request.confirm);
  const { results } = await judgeGates(session, plan, request);
  // a hotfix and a cutover leave the usual way, for a reason that is asked for
  const gates = results.filter(({ gate }) => request.kind === "promotion" || gate !== "ancestry");
  const closed = gates.filter(({ state, override }) =>
    (state === "refused" || state === "unknown") && override === undefined
  );
  return { plan, gates, refusals: [...plan.refusals, ...closed.flatMap(({ findings }) => findings)] };
}

/**
 * Moves the environment's branch to the commit, deploys what changed as one unit, and tells everybody once, where the environment announces.
 * Raises `promotion_refused` (exit 5) with everything that speaks against it, `pull_request_open` (exit 9), what the leases raise, and of the unit what its deploys raise.
 */
export async function promote(
  session: Session,
  request: PromoteRequest,
  { plan, gates, refusals }: JudgedPromotion,
): Promise<Promoted> {
  const { environment, control } = session;
  if (refusals.length > 0) throw refuseAll("promotion_refused", refusals, exitCode.refused);
  if (request.kind === "cutover") requireTyped(environment.name, request.typed);
  if (request.kind === "promotion") await requireMerged(session, plan);
  const { manifest } = plan.workspace;
  await declareEnvironments(control, manifest, plan.sha);
  const components = plan.components.map(({ component }) => component);
  // a promotion of nothing but documents moves the branch all the same
  const [first, ...others] = components.length > 0
    ? components
    : componentsOf(manifest, environment).slice(0, 1);
  if (first === undefined) throw nothingDeployed(environment.name);
  const repository = await readRepository(session.git);
  const ship = { component: first, isDeploying: true, ...request };
  const begin = { ...unitAt(plan.sha, manifest, [first, ...others]), commonDir: repository.commonDir };
  return await runUnderLease(session, bareFlow("promotion"), ship, begin, async (run) => {
    const promotion = await control.beginPromotion(heldBy(run), {
      kind: request.kind,
      fromBranch: plan.rule.from,
      branch: environment.upstream.branch,
      commitSha: plan.sha,
      previousSha: plan.previous ?? undefined,
      gates,
      overrides: Object.fromEntries(request.overrides),
      reason: request.reason,
      archiveTag: request.kind === "cutover" && plan.previous !== null
        ? archiveTag(environment.upstream.branch, plan.previous, new Date(now()))
        : undefined,
    });
    await runSteps(run, [leaseStep, moveBranch(promotion)]);
    await preparedAt(run, repository, () => deployPromoted(run, promotion, components));
    return { ship: run.lease.id, sha: plan.sha, components, outcome: run.outcome };
  });
}

function requireTyped(name: string, typed: string | undefined): void {
  if (typed === name) return;
  throw new CommandError(
    "cutover_not_confirmed",
    typed === undefined
      ? `a cutover resets the branch of ${name}, so its name has to be typed`
      : `"${typed}" was typed, and ${name} would be reset`,
    `At a terminal it is asked for; elsewhere: --confirm ${name}. Nothing was changed.`,
    exitCode.refused,
  );
}

function nothingDeployed(name: string): CommandError {
  return new CommandError(
    "environment_empty",
    `nothing is deployed to ${name}`,
    `Give a component a deploy, or name components in ship.environments.${name}.`,
    exitCode.usage,
  );
}
