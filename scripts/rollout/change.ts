import type { RolloutStatus } from "../../functions/_shared/contract/updates.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { ControlPlane, RolloutArgs } from "../control-plane/control-plane.ts";
import { number, type ShownOffer } from "./offer-table.ts";
import { everybody, showShare, type Step } from "./share.ts";

/** What a person asks of a rollout. */
export type RolloutChange =
  | { kind: "to"; bps: number; reason?: string }
  | { kind: "steps"; bps: number; steps: Step[] }
  | { kind: "halt"; reason: string }
  | { kind: "resume" }
  | { kind: "withdraw"; reason: string; build: number };

/** Where it is asked. */
interface RolloutPlace extends RolloutArgs {
  /** What the component offers now. */
  offers: RolloutStatus["offers"];
}

/** Every offer that is not over, with how many devices its share is. */
export async function lookAtOffers(controlPlane: ControlPlane, component: string): Promise<ShownOffer[]> {
  const { offers } = await controlPlane.rolloutStatus(component);
  return await Promise.all(offers.map(async (offer) => {
    const { channel, build } = offer;
    return { ...offer, cohort: await controlPlane.cohortSize({ component, channel, build }) };
  }));
}

/** What a change does that devices hear of or that is for good, for the question before it; undefined where none is needed. */
export async function describeChange(
  controlPlane: ControlPlane,
  place: RolloutPlace,
  change: RolloutChange,
): Promise<string | undefined> {
  const { component, channel } = place;
  if (change.kind === "withdraw") {
    return `${component} ${change.build} is withdrawn on every channel, for good.`;
  }
  const build = buildOf(place);
  if ((change.kind !== "to" && change.kind !== "steps") || build === undefined) return undefined;
  const { bps } = change;
  const [now, then] = await Promise.all([
    controlPlane.cohortSize({ component, channel, build }),
    controlPlane.cohortSize({ component, channel, build, bps }),
  ]);
  const devices = then === null
    ? ""
    : `, ${number(Math.max(0, then.inside - (now?.inside ?? 0)))} more devices`;
  const everyone = bps === everybody && channel === "live" ? ", and that is for good" : "";
  return `${component} ${build} goes to ${showShare(bps)} on ${channel}${devices}${everyone}.`;
}

/** Raises the database's refusals, and `build_missing` when there is no rollout that could be meant. */
export async function applyChange(
  controlPlane: ControlPlane,
  { offers, ...place }: RolloutPlace,
  change: RolloutChange,
): Promise<void> {
  const { component, channel, actor } = place;
  if (change.kind === "halt") return void await controlPlane.haltRollout({ ...place, reason: change.reason });
  if (change.kind === "resume") return void await controlPlane.resumeRollout(place);
  if (change.kind === "withdraw") {
    const { build, reason } = change;
    return void await controlPlane.withdrawBuild({ component, actor, build, reason });
  }

  const build = buildOf({ ...place, offers });
  if (build === undefined) throw noRollout(component, channel);
  const isOffered = offers.some((offer) => offer.channel === channel && offer.build === build);
  if (change.kind === "to" && isOffered) {
    return void await controlPlane.setRollout({ ...place, build, bps: change.bps, reason: change.reason });
  }
  const steps = change.kind === "steps" ? change.steps : undefined;
  await controlPlane.offerBuild({ component, channel, actor, build, bps: change.bps, steps });
}

function noRollout(component: string, channel: string): CommandError {
  return new CommandError(
    "build_missing",
    `${component} has no rollout on ${channel} that could be meant`,
    "Name the build with --build.",
    exitCode.usage,
  );
}

/** The build that is meant; undefined when none is named and there is no rollout. */
function buildOf({ build, channel, offers }: RolloutPlace): number | undefined {
  return build ??
    offers.find((offer) =>
      offer.channel === channel && offer.state !== "complete" && offer.state !== "withdrawn"
    )?.build;
}
