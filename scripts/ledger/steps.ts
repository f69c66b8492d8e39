import type { OperatorStep } from "../../functions/_shared/contract/ledger.ts";

/** A step in one line: its number, what it is, where, and since when or by whom it is done. */
export function describeStep(step: OperatorStep): string {
  const { id, title, environment, component, opened_by, opened_at, done_by, done_at, note } = step;
  const places = [component, environment].filter((place) => place !== null);
  const where = places.length === 0 ? "" : ` (${places.join(", ")})`;
  const state = done_at === null
    ? `open since ${day(opened_at)} by ${opened_by}`
    : `done ${day(done_at)} by ${done_by}${note === null ? "" : `: ${inOneLine(note)}`}`;
  return `#${id} ${title}${where}: ${state}`;
}

/** What is open, a line each, with how to close it; nothing when nothing is. */
export function describeOpenSteps(steps: readonly OperatorStep[]): string[] {
  const open = steps.filter(({ done_at }) => done_at === null);
  return open.length === 0 ? [] : [...open.map(describeStep), "slipway ops done <number> closes one"];
}

function day(time: string): string {
  return time.slice(0, 10);
}

function inOneLine(text: string): string {
  return text.split(/\s+/).join(" ");
}
