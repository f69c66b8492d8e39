import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { BootstrapStep } from "../manifest/schema-bootstrap.ts";
import { findingOf, lookAtRegistration } from "./registration.ts";
import { checkCommand, missingVariables, runStep } from "./run-step.ts";
import { type BootstrapScope, stepsOf } from "./scope.ts";

/**
 * `done`: it was done before. `ran`: it was done now, and proved. `todo`: only without running. `early`: registration is open for the first
 * user. `open`: strangers can register, and no command closes it. `unknown`: whether they can, nobody knows.
 */
export interface StepReport {
  name: string;
  state: "done" | "ran" | "todo" | "early" | "open" | "unknown";
}

interface BootstrapReport {
  environment: string;
  steps: StepReport[];
  /** What is said and stops nothing. */
  findings: Finding[];
}

interface Looked {
  state: StepReport["state"];
  finding?: Finding;
  said: string;
}

/**
 * Looks at every step, then does those that are not done, in order, and looks again: each must hold then. A rerun does nothing; one that was
 * killed goes on where it was. Before anything runs it raises `bootstrap_empty` (exit 2) and `bootstrap_incomplete` (exit 4), which names every variable
 * that is missing; then `bootstrap_failed`, `bootstrap_timeout` (exit 1) and `bootstrap_unproven` (exit 8).
 */
export async function bootstrap(
  scope: BootstrapScope,
  { isDryRun }: { isDryRun: boolean },
): Promise<BootstrapReport> {
  const steps = stepsOf(scope);
  const environment = scope.environment.name;
  if (steps.length === 0) throw empty(environment);
  const before: { step: BootstrapStep; looked: Looked }[] = [];
  for (const step of steps) before.push({ step, looked: await look(scope, step) });
  const first = before.findIndex(({ looked }) => looked.state === "todo");
  // a step before it may bring the first user: then registration is closed at once
  const mayRun = before.filter(({ step, looked: { state } }, index) =>
    state === "todo" || first !== -1 && index > first && state !== "done" && step.run !== undefined
  );
  requireVariables(mayRun.map(({ step }) => step));

  const report: BootstrapReport = { environment, steps: [], findings: [] };
  for (const { step, looked } of before) {
    const last = isDryRun || looked.state === "done" ? looked : await take(scope, step);
    report.steps.push({ name: step.name, state: last.state });
    if (last.finding !== undefined) report.findings.push(last.finding);
  }
  return report;
}

/** The step before it may have done it as well, or have brought the first user. */
async function take(scope: BootstrapScope, step: BootstrapStep): Promise<Looked> {
  const now = await look(scope, step);
  if (now.state !== "todo") return now;
  await runStep(scope, step);
  const after = await look(scope, step);
  if (after.state === "done") return { ...after, state: "ran" };
  throw new CommandError(
    "bootstrap_unproven",
    `the step ${step.name} has run, and its check does not agree: ${step.check ?? after.said}${
      step.check === undefined ? "" : after.said
    }`,
    "Correct what it does, or what it checks, then run the same again.",
    exitCode.unverified,
  );
}

async function look(scope: BootstrapScope, step: BootstrapStep): Promise<Looked> {
  if (step.registration === undefined) {
    const { isDone, said } = await checkCommand(scope, step);
    return { state: isDone ? "done" : "todo", said };
  }
  const seen = await lookAtRegistration(scope, step.registration);
  if (seen.state === "closed") return { state: "done", said: seen.saw };
  if (seen.state === "open" && step.run !== undefined) return { state: "todo", said: seen.saw };
  return { state: seen.state, finding: findingOf(scope, step, seen), said: seen.saw };
}

function requireVariables(todo: readonly BootstrapStep[]): void {
  const missing = todo.flatMap((step) => missingVariables(step).map((name) => `${name} (${step.name})`));
  if (missing.length === 0) return;
  throw new CommandError(
    "bootstrap_incomplete",
    `not set: ${missing.join(", ")}`,
    "Nothing was run. Export what is named, then run the same again.",
    exitCode.credentials,
  );
}

function empty(environment: string): CommandError {
  return new CommandError(
    "bootstrap_empty",
    `version.json names no step of a first start in ${environment}`,
    `Name them in ship.bootstrap: [{ "name": "first-user", "check": "…", "run": "…" }].`,
    exitCode.usage,
  );
}
