import { keySteps } from "../../functions/_shared/contract/key-steps.ts";
import type { KeyRotation, KeyStatus, KeyUsage, KnownKey } from "../control-plane/control-plane.ts";
import type { DeclaredKey } from "./place.ts";
import type { Waiting } from "./take-step.ts";

/** A rotation, a line for each of its steps, and what it waits for. */
export function describeRotation(rotation: KeyRotation, waiting?: Waiting): string {
  const { id, name, trigger, begun_by, begun_at, reason, new_key, old_keys } = rotation;
  const why = reason === null ? "" : `: ${reason}`;
  const from = old_keys.map(({ prefix }) => prefix).join(", ") || "none";
  const lines = [
    `${name}, rotation ${id} (${trigger}${why}), begun ${day(begun_at)} by ${begun_by}`,
    `  old ${from}, new ${new_key?.prefix ?? "not made yet"}`,
    ...keySteps.map((step) => {
      const done = rotation.steps.find((one) => one.step === step);
      if (done === undefined) return `  ${waiting?.waits === step ? ">" : " "} ${step}`;
      const what = done.reason ?? done.note;
      return `  ✓ ${step.padEnd(14)} ${done.how} ${day(done.done_at)} by ${done.done_by}${
        what === null ? "" : `: ${what}`
      }`;
    }),
  ];
  if (waiting !== undefined) lines.push(waiting.asks, `Then: ${waiting.then}`);
  if (rotation.outcome !== null) lines.push(`It is ${rotation.outcome}.`);
  return lines.join("\n");
}

/** Every key that is declared or known, a line each, and what is open. */
export function describeKeys(declared: Record<string, DeclaredKey>, { keys }: KeyStatus): string {
  const names = [...new Set([...Object.keys(declared), ...keys.map(({ name }) => name)])];
  return names.map((name) => {
    const known = keys.find((key) => key.name === name);
    if (known === undefined) {
      return `${name}: not recorded yet; slipway keys list --record writes down what is live`;
    }
    const live = known.keys.map((key) => `  ${describeKey(key)}`);
    const due = known.is_due
      ? `rotate it: slipway keys rotate ${name}`
      : known.due_at === null
      ? ""
      : `due ${day(known.due_at)}`;
    const last = known.last_rotated_at === null ? "never rotated" : `rotated ${day(known.last_rotated_at)}`;
    const heading = [`${name} (${known.kind})`, last, due].filter((part) => part !== "").join(", ");
    const undeclared = Object.hasOwn(declared, name) ? [] : ["  version.json does not declare it any more"];
    const open = known.rotation === null ? [] : [
      `  rotation ${known.rotation.id} is open, next is ${
        keySteps[known.rotation.steps.length]
      }: slipway keys rotate ${name} --resume`,
    ];
    return [heading, ...live, ...undeclared, ...open].join("\n");
  }).join("\n");
}

function describeKey({ prefix, state, last_used_at, used_count }: KnownKey): string {
  const used = last_used_at === null
    ? "no use is known"
    : `used until ${minute(last_used_at)} UTC, ${used_count} times lately`;
  return `${prefix} ${state}: ${used}`;
}

/** Requests by hour and key. */
export function describeUsage(usage: KeyUsage): string {
  return usage.map(({ hour, prefix, name, count }) =>
    `${minute(hour)}  ${prefix}${name === null ? "" : ` (${name})`}  ${count}`
  ).join("\n");
}

function day(time: string): string {
  return time.slice(0, 10);
}

function minute(time: string): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}
