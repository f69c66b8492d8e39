import type { KeyRotation, KeyStep } from "../control-plane/control-plane.ts";
import { actorName } from "../control-plane/actor.ts";
import type { KeyPlace } from "./place.ts";
import type { Work } from "./work.ts";

/** The steps that are the same for every key that clients hold: they get the new one, and those with the old one get fewer. */
export function clientSteps(
  place: KeyPlace,
  rotation: KeyRotation,
): Record<Exclude<KeyStep, "generate" | "add" | "remove">, Work> {
  const { name, declared: { component } } = place;
  const person = (asks: string): Work => ({ by: "person", asks });
  const prefix = rotation.new_key?.prefix ?? "the new key";
  return {
    deploy: person(
      "Deploy whatever has to accept the new key, as slipway deploy <component>: what runs may have learned its keys when it started.",
    ),
    "update-client": person(
      `Put ${prefix} where clients have the key${component ? `, in ${component}` : ""}.`,
    ),
    ship: component === undefined ? person("Ship the clients that have the new key.") : {
      by: "sight",
      asks: `Ship the clients that have the new key: slipway ship ${component}.`,
      look: async () => {
        const build = await deployedBuild(place, component);
        const before = rotation.steps.find(({ step }) => step === "update-client")?.build ?? undefined;
        return build !== undefined && before !== undefined && build > before
          ? { build, note: `${component} ${build} is deployed` }
          : undefined;
      },
    },
    "raise-minimum": component === undefined
      ? person("Have those who still run a client with the old key update: slipway policy <component> --min.")
      : {
        by: "command",
        does:
          `raises the oldest build of ${component} that may run to the one that was shipped with the new key`,
        consent: `Older builds of ${component} than the one with the new key must update.`,
        run: () => raiseMinimum(place, rotation, component),
      },
    monitor: {
      by: "command",
      does: "asks whether anybody used the old key lately",
      run: () => Promise.resolve({ how: "observed", note: `nobody used ${old(rotation)} within the window` }),
    },
  };
  function old({ old_keys }: KeyRotation): string {
    return old_keys.map(({ prefix }) => prefix).join(", ") || `an old key of ${name}`;
  }
}

/** The build that a component has in the place where the key is. */
export async function deployedBuild(
  { context: { environment }, session: { control } }: KeyPlace,
  component: string,
): Promise<number | undefined> {
  return (await control.shipStatus(environment.name)).components.find(({ key }) => key === component)?.build;
}

async function raiseMinimum(
  place: KeyPlace,
  rotation: KeyRotation,
  component: string,
): Promise<{ build: number; note: string }> {
  const { name, session: { control } } = place;
  const shipped = rotation.steps.find(({ step }) => step === "ship")?.build ??
    await deployedBuild(place, component) ?? 0;
  const { policies } = await control.rolloutStatus(component);
  const known = policies.find(({ channel }) => channel === "live");
  if (known !== undefined && known.min_build >= shipped) {
    return { build: known.min_build, note: `${component} has to be at ${known.min_build} already` };
  }
  // what else the policy says stays
  await control.setUpdatePolicy({
    component,
    channel: "live",
    min_build: shipped,
    force_after: known?.force_after ?? undefined,
    recommended_build: known?.recommended_build ?? undefined,
    nudge_every: known === undefined ? undefined : `${known.nudge_every_s} seconds`,
    message: known?.message ?? undefined,
    contact_url: known?.contact_url ?? undefined,
    reason: `the key ${name} is rotated`,
    actor: actorName(),
  });
  return { build: shipped, note: `${component} has to be at ${shipped}` };
}
