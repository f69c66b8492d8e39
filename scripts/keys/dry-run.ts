import { keySteps } from "../../functions/_shared/contract/key-steps.ts";
import type { KeyRotation, KeyStep } from "../control-plane/control-plane.ts";
import { now } from "../runtime.ts";
import { openKind } from "./open-kind.ts";
import { plannedWork } from "./plan.ts";
import type { KeyPlace } from "./place.ts";

/** What each step that is left would do, of the open rotation or of a new one. Nothing is made or written. */
export async function describePlan(place: KeyPlace): Promise<{ step: KeyStep; what: string }[]> {
  const { name, session: { control } } = place;
  const kind = await openKind(place);
  const known = (await control.keyStatus(name)).keys.find((key) => key.name === name)?.rotation;
  const rotation = known ?? wouldBe(place);
  return keySteps.slice(rotation.steps.length).map((step) => {
    const work = plannedWork(place, kind, rotation, step);
    switch (work.by) {
      case "command":
        return { step, what: work.consent === undefined ? work.does : `${work.does}, once somebody agrees` };
      case "nobody":
        return { step, what: `nothing: ${work.reason}` };
      default:
        return { step, what: `waits for somebody: ${work.asks}` };
    }
  });
}

function wouldBe({ name, declared: { kind, component } }: KeyPlace): KeyRotation {
  return {
    ...{ id: 0, name, kind, component: component ?? null, trigger: "routine", reason: null, begun_by: "you" },
    ...{ begun_at: new Date(now()).toISOString(), removal_allowed_at: null, removal_forced_because: null },
    ...{
      ended_at: null,
      outcome: null,
      new_key: null,
      old_keys: [],
      lost_digests: [],
      quiet_at: null,
      steps: [],
    },
  };
}
