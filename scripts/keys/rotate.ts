import { keySteps } from "../../functions/_shared/contract/key-steps.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { actorName } from "../control-plane/actor.ts";
import type { KeyRotation, KeyStep } from "../control-plane/control-plane.ts";
import { trustCommands } from "../ship/trust/trust.ts";
import { openKind } from "./open-kind.ts";
import { openPending } from "./pending.ts";
import type { KeyPlace } from "./place.ts";
import { plannedWork } from "./plan.ts";
import { takeStep, type Waiting } from "./take-step.ts";
import type { RotationWish } from "./wish.ts";
import type { KeyKind } from "./work.ts";

/** How far it came. */
interface Rotated {
  rotation: KeyRotation;
  /** What somebody has to do before it goes on; undefined when it is done, or came as far as was asked. */
  waiting?: Waiting;
}

/**
 * Begins a rotation, or goes on with the one that is open, as far as it can: every step is written down when it is done, so that any clone goes on
 * after a kill. Raises `rotation_open`, `rotation_none` (exit 5), what the steps raise, and `key_in_use` when the old key was used lately.
 */
export async function rotateKey(place: KeyPlace, wish: RotationWish): Promise<Rotated> {
  const { session, name, declared } = place;
  await trustCommands(session, wish.confirm);
  const kind = await openKind(place, wish);
  let rotation = await openRotation(place, kind, wish);
  if (rotation.kind !== declared.kind) throw kindChanged(rotation, declared.kind);
  let isConfirmed = wish.isConfirmed;
  // one that was refused is replaced by another file
  let isGiven = wish.keyFile !== undefined;
  // it came as far as that before
  if (rotation.steps.some(({ step }) => step === wish.toStep)) return { rotation };
  for (;;) {
    const step = await nextStep(kind, rotation, isGiven);
    if (step === undefined) break;
    isGiven = false;
    const work = plannedWork(place, kind, rotation, step);
    const taken = await takeStep({ place, rotation, step, work, kind }, { ...wish, isConfirmed });
    if ("waits" in taken) return { rotation, waiting: taken };
    // it was given for the step that waited then, whether or not that one came to need it: nobody was told of the next one yet
    isConfirmed = false;
    rotation = taken.rotation;
    session.output.note(`${step}: ${rotation.steps.at(-1)?.note ?? rotation.steps.at(-1)?.reason ?? "done"}`);
    if (step === wish.toStep) return { rotation };
  }
  await (await openPending(place)).remove();
  session.output.note(`${name} is rotated: ${rotation.new_key?.prefix ?? ""} is left.`);
  return { rotation };
}

/** The one that is open, or a new one with what is accepted now. */
async function openRotation(
  place: KeyPlace,
  kind: KeyKind,
  { isIncident, isResume, reason }: RotationWish,
): Promise<KeyRotation> {
  const { name, declared, session: { control } } = place;
  const known = (await control.keyStatus(name)).keys.find((key) => key.name === name)?.rotation;
  if (isResume) {
    if (known) return known;
    throw new CommandError(
      "rotation_none",
      `no rotation of ${name} is open`,
      `Begin one: slipway keys rotate ${name}.`,
      exitCode.refused,
    );
  }
  // asked before anything is, so that a second one makes no call elsewhere; the database has the last word
  const live = known ? [] : await kind.live();
  const begun = await control.beginKeyRotation({
    name,
    kind: declared.kind,
    component: declared.component,
    trigger: isIncident ? "incident" : "routine",
    reason,
    live,
    actor: actorName(),
  });
  // of an earlier rotation that ended elsewhere, or whose process was killed at the very end: nobody may get that key a second time
  await (await openPending(place)).remove();
  return begun;
}

/** The step that comes next; the first one again when what it made was lost before anybody accepted it. */
async function nextStep(
  kind: KeyKind,
  rotation: KeyRotation,
  isGiven: boolean,
): Promise<KeyStep | undefined> {
  if (rotation.ended_at !== null) return undefined;
  const { length } = rotation.steps;
  if (length === 1 && (isGiven || await kind.isLost?.(rotation))) return "generate";
  return keySteps[length];
}

/** Gives the open rotation up; what is accepted stays accepted. Raises `rotation_none`, `reason_missing`. */
export async function abandonRotation(place: KeyPlace, reason: string): Promise<KeyRotation> {
  const { name, session: { control } } = place;
  const open = (await control.keyStatus(name)).keys.find((key) => key.name === name)?.rotation;
  if (!open) {
    throw new CommandError(
      "rotation_none",
      `no rotation of ${name} is open`,
      "There is nothing to give up.",
      exitCode.refused,
    );
  }
  const ended = await control.abandonKeyRotation({ rotation: open.id, reason, actor: actorName() });
  await (await openPending(place)).remove();
  return ended;
}

function kindChanged({ name, kind }: KeyRotation, declared: string): CommandError {
  return new CommandError(
    "key_kind_changed",
    `the rotation of ${name} that is open is of a key of kind ${kind}, and version.json says ${declared}`,
    "Correct version.json, or give the rotation up: --abandon --reason.",
    exitCode.refused,
  );
}
