import { CommandError } from "../../cli/command-error.ts";
import { elapsed } from "../../runtime.ts";
import { trustCommands } from "../trust/trust.ts";
import type { Flow, ShipRun, Step, StepResult } from "./flow.ts";
import { deployContext } from "./run-context.ts";

/** Every step of a flow, as it is run from its beginning. */
export function allSteps({ steps: { opening, local, published } }: Flow): Step[] {
  return [...opening, ...local, ...published];
}

/** Entries of the journal that are on their way: a rejection is raised where they are awaited. */
interface Entries {
  add(entry: Promise<void>): void;
  /** Resolves when all of them, and the given one, are written. */
  written(entry?: Promise<void>): Promise<void>;
}

function createEntries(): Entries {
  let pending: Promise<void>[] = [];
  return {
    add(entry) {
      entry.catch(() => {});
      pending.push(entry);
    },
    async written(entry = Promise.resolve()) {
      await Promise.all([...pending, entry]);
      pending = [];
    },
  };
}

/**
 * Runs the steps in their order, with the hooks around each; a step has ended when its hooks have. Before a step changes anything, the
 * journal has "started"; the entry of what is done is written while the next step begins, and has arrived before that changes anything.
 * Raises what a step raises, after journalling "failed", and the signal's reason between two steps.
 */
export async function runSteps<Run extends ShipRun>(run: Run, steps: readonly Step<Run>[]): Promise<void> {
  const entries = createEntries();
  const ended = (step: Step<Run>, result: StepResult) =>
    entries.add(report(run, step.name, result.isSkipped ? "skipped" : "done", result));
  for (const step of steps) {
    run.signal.throwIfAborted();
    // a fetch may bring other commands than those that were there when the ship began
    await trustCommands(run, run.request.confirm);
    const found = step.isLeftOut?.(run) ?? (run.isResumed ? await step.isDone?.(run) : null);
    if (found) {
      // whoever began it may have died before its hook
      if (!found.isSkipped && !run.ended.has(step.name)) await hook(run, "after", step.name);
      ended(step, found);
      continue;
    }
    await hook(run, "before", step.name);
    const began = elapsed();
    const result = await step.idle?.(run) ?? await change(run, step, entries);
    // a step may know better what of its time counts
    const detail = { ms: Math.round(elapsed() - began), ...result.detail };
    await hook(run, "after", step.name);
    ended(step, { ...result, detail });
  }
  await entries.written();
}

/** Runs a step, of which the journal knows before. */
async function change<Run extends ShipRun>(run: Run, step: Step<Run>, entries: Entries): Promise<StepResult> {
  let started = Promise.resolve();
  if (!step.isReading) {
    const detail = await step.prepare?.(run);
    started = entries.written(report(run, step.name, "started", { summary: "", detail }));
    started.catch(() => {});
    if (!step.looksFirst) await started;
  }
  try {
    const result = await step.run(run, started);
    await started;
    return result;
  } catch (error) {
    // in this order, also in the journal
    await started.catch(() => {});
    await failed(run, step.name, error);
    throw error;
  }
}

async function report(
  { output, lease }: ShipRun,
  step: string,
  state: "started" | "done" | "skipped",
  { summary, detail }: StepResult,
): Promise<void> {
  output.json({ event: "step", ship: lease.id, step, state, ...detail });
  if (state !== "started" && summary !== "") output.note(`${step.padEnd(7)} ${summary}`);
  await lease.record(step, state, detail);
}

async function failed({ output, lease }: ShipRun, step: string, error: unknown): Promise<void> {
  const code = error instanceof CommandError ? error.code : "unexpected";
  output.json({ event: "step", ship: lease.id, step, state: "failed", code });
  // the journal is for whoever comes later; the failure itself is what counts now
  await lease.record(step, "failed", { code }).catch(() => {});
}

/** The hooks' module is only loaded where there are hooks. */
async function hook(run: ShipRun, when: "before" | "after", step: string): Promise<void> {
  if (!Object.hasOwn(run.workspace.manifest.ship.hooks[when], step)) return;
  const { runHook } = await import("../../deploy/hooks.ts");
  await runHook(deployContext(run), when, step);
}
