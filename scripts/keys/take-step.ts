import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { actorName } from "../control-plane/actor.ts";
import type { KeyRotation, KeyStep } from "../control-plane/control-plane.ts";
import { deployedBuild } from "./client-steps.ts";
import type { KeyPlace } from "./place.ts";
import type { RotationWish } from "./wish.ts";
import type { Done, KeyKind, Work } from "./work.ts";

/** A step that somebody has to take, or agree to. */
export interface Waiting {
  waits: KeyStep;
  /** What has to be done. */
  asks: string;
  /** What to type then. */
  then: string;
}

interface Taking {
  place: KeyPlace;
  rotation: KeyRotation;
  step: KeyStep;
  work: Work;
  kind: KeyKind;
}

type Taken = { rotation: KeyRotation } | Waiting;

/** Takes one step and writes it down, or says who has to. */
export async function takeStep(taking: Taking, wish: RotationWish): Promise<Taken> {
  const { place, rotation, step } = taking;
  const { session: { control } } = place;
  const skipped = step === "monitor" ? reasonToSkip(rotation, wish) : undefined;
  if (skipped !== undefined) return await write(taking, { how: "skipped" }, skipped);
  if (step === "remove") {
    await control.allowKeyRemoval({
      rotation: rotation.id,
      force: wish.isForced,
      reason: wish.isForced ? wish.reason : undefined,
      actor: actorName(),
    });
  }
  return await work(taking, wish);
}

/** Why nobody waits for the old key to fall silent. */
function reasonToSkip({ trigger, reason }: KeyRotation, wish: RotationWish): string | undefined {
  if (trigger === "incident") return reason ?? "an incident";
  return wish.isForced ? wish.reason : undefined;
}

async function work(taking: Taking, wish: RotationWish): Promise<Taken> {
  const { work } = taking;
  switch (work.by) {
    case "nobody":
      return await write(taking, { how: "skipped" }, work.reason);
    case "command": {
      if (work.consent !== undefined && !(await agreed(work.consent, wish))) {
        return waiting(taking, work.consent, wish);
      }
      return await write(taking, await work.run());
    }
    case "sight": {
      const seen = await work.look();
      if (seen !== undefined) return await write(taking, { how: "observed", ...seen });
      return await byPerson(taking, work.asks, wish);
    }
    case "person":
      return await byPerson(taking, work.asks, wish);
  }
}

async function byPerson(taking: Taking, asks: string, wish: RotationWish): Promise<Taken> {
  // a key that is not there yet is nothing that could be confirmed
  if (taking.step === "generate") return waiting(taking, asks, wish);
  if (wish.isConfirmed) return await write(taking, { how: "confirmed", note: wish.reason });
  return waiting(taking, asks, wish);
}

async function agreed(consent: string, { confirm }: RotationWish): Promise<boolean> {
  return await confirm?.(`${consent} Go on?`) === true;
}

function waiting({ place: { name }, step, work }: Taking, asks: string, { isForced }: RotationWish): Waiting {
  const option = work.by === "command" ? "--yes" : step === "generate" ? "--key-file <file>" : "--confirm";
  // whether the old key may go is asked again then
  const going = step === "remove" && isForced ? '--force --reason "…"' : "--resume";
  return { waits: step, asks, then: `slipway keys rotate ${name} ${going} ${option}` };
}

async function write(
  { place, rotation, step }: Taking,
  done: Done,
  reason?: string,
): Promise<{ rotation: KeyRotation }> {
  const { declared: { component }, session: { control } } = place;
  if (step === "generate" && done.key === undefined) {
    throw new CommandError(
      "key_not_made",
      "the step generate made no key",
      "Try again with --resume.",
      exitCode.failure,
    );
  }
  // what is shipped later has to be higher than this
  const build = done.build ??
    (step === "update-client" && component !== undefined ? await deployedBuild(place, component) : undefined);
  const written = await control.recordKeyStep({
    rotation: rotation.id,
    step,
    how: done.how ?? "command",
    note: done.note?.slice(0, 1000),
    reason: reason?.slice(0, 500),
    build,
    prefix: done.key?.prefix,
    // of the key that this step was taken with
    digest: done.key?.digest ?? rotation.new_key?.digest,
    actor: actorName(),
  });
  return { rotation: written };
}
