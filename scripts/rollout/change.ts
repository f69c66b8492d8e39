import type { ControlPlane, RolloutArgs } from "../control-plane/control-plane.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { number, type ShownOffer } from "./offer-table.ts";
import { everybody, parseSteps, showShare } from "./share.ts";

/** What a person asks of a rollout. */
export type RolloutChange =
  | { kind: "to"; bps: number; reason?: string }
  | { kind: "steps"; steps: string }
  | { kind: "halt"; reason: string }
  | { kind: "resume" }
  | { kind: "withdraw"; reason: string; build: number };

/** Every offer that is not over, with how many devices its share is. */
export async function lookAtOffers(controlPlane: ControlPlane, component: string): Promise<ShownOffer[]> {
  const { offers } = await controlPlane.rolloutStatus(component);
  const shown: ShownOffer[] = [];
  for (const offer of offers) {
    const { channel, build } = offer;
    shown.push({ ...offer, cohort: await controlPlane.cohortSize({ component, channel, build }) });
  }
  return shown;
}

/** The question before a change that devices hear of or that is for good; undefined where none is needed. */
export async function describeChange(
  controlPlane: ControlPlane,
  { component, channel, build }: RolloutArgs,
  change: RolloutChange,
): Promise<string | undefined> {
  if (change.kind === "withdraw") {
    return `${component} ${change.build} is withdrawn on every channel, for good. Go on?`;
  }
  if (change.kind !== "to" && change.kind !== "steps") return undefined;
  const bps = change.kind === "to" ? change.bps : parseSteps(change.steps).bps;
  const target = build ?? (await newestRollout(controlPlane, component, channel));
  if (target === undefined) return undefined;
  const now = await controlPlane.cohortSize({ component, channel, build: target });
  const then = await controlPlane.cohortSize({ component, channel, build: target, bps });
  const devices = then === null
    ? ""
    : `, ${number(Math.max(0, then.inside - (now?.inside ?? 0)))} more devices`;
  const everyone = bps === everybody && channel === "live" ? ", and that is for good" : "";
  return `${component} ${target} goes to ${showShare(bps)} on ${channel}${devices}${everyone}. Go on?`;
}

/** Raises the database's refusals, and `build_missing` when there is no rollout that could be meant. */
export async function applyChange(
  controlPlane: ControlPlane,
  place: RolloutArgs,
  change: RolloutChange,
): Promise<void> {
  switch (change.kind) {
    case "halt":
      return void await controlPlane.haltRollout({ ...place, reason: change.reason });
    case "resume":
      return void await controlPlane.resumeRollout(place);
    case "withdraw": {
      const { component, actor } = place;
      return void await controlPlane.withdrawBuild({
        component,
        actor,
        build: change.build,
        reason: change.reason,
      });
    }
    case "steps": {
      const { bps, steps } = parseSteps(change.steps);
      return void await controlPlane.offerBuild({
        ...place,
        build: await buildOf(controlPlane, place),
        bps,
        steps,
      });
    }
    case "to": {
      const { bps, reason } = change;
      const build = await buildOf(controlPlane, place);
      const { offers } = await controlPlane.rolloutStatus(place.component);
      const isOffered = offers.some((offer) => offer.channel === place.channel && offer.build === build);
      return void await (isOffered
        ? controlPlane.setRollout({ ...place, build, bps, reason })
        : controlPlane.offerBuild({ ...place, build, bps }));
    }
  }
}

async function buildOf(
  controlPlane: ControlPlane,
  { component, channel, build }: RolloutArgs,
): Promise<number> {
  const found = build ?? (await newestRollout(controlPlane, component, channel));
  if (found !== undefined) return found;
  throw new CommandError(
    "build_missing",
    `${component} has no rollout on ${channel} that could be meant`,
    "Name the build with --build.",
    exitCode.usage,
  );
}

async function newestRollout(
  controlPlane: ControlPlane,
  component: string,
  channel: string,
): Promise<number | undefined> {
  const { offers } = await controlPlane.rolloutStatus(component);
  return offers.find((offer) =>
    offer.channel === channel && offer.state !== "complete" && offer.state !== "withdrawn"
  )
    ?.build;
}
