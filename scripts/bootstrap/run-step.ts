import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { planShell } from "../deploy/adapters/shell.ts";
import { capture } from "../deploy/capture.ts";
import { baseEnvironment } from "../deploy/context.ts";
import type { PlannedCommand } from "../deploy/planned-command.ts";
import { runCommands } from "../deploy/run-commands.ts";
import type { BootstrapStep } from "../manifest/schema-bootstrap.ts";
import { bootstrapContext, type BootstrapScope } from "./scope.ts";

/** What a component's commands are told, and these are not. */
const ofComponents = ["COMPONENT", "BUILD", "VERSION", "SHA", "TARGET", "UNIT"].map((name) =>
  `SLIPWAY_${name}`
);

/** Variables of a step that are not set. */
export function missingVariables({ env }: BootstrapStep): string[] {
  const set = baseEnvironment({ env: {} });
  return env.filter((name) => set[name] === undefined || set[name] === "");
}

/** Whether a step's check says that it is done: its exit code; and the last that it said, masked. */
export async function checkCommand(
  scope: BootstrapScope,
  step: BootstrapStep,
): Promise<{ isDone: boolean; said: string }> {
  const line = step.check ?? "";
  return await within(scope, step, async (limited) => {
    const { code, stdout, stderr } = await capture(plan(limited, step, line), limited.signal);
    const said = [...stdout.split("\n"), ...stderr.split("\n")].filter((text) => text !== "").slice(-5);
    return { isDone: code === 0, said: mask.apply(said.map((text) => `\n    ${text}`).join("")) };
  });
}

/** Does what a step does, its output live. Raises `bootstrap_failed` and `bootstrap_timeout` (exit 1). */
export async function runStep(scope: BootstrapScope, step: BootstrapStep): Promise<void> {
  const line = step.run;
  if (line === undefined) return;
  await within(
    scope,
    step,
    (limited) =>
      runCommands({ ...limited, env: {} }, step.name, [plan(limited, step, line)], {
        ...{ code: "bootstrap_failed", what: `The step ${step.name}`, exitCode: exitCode.failure },
        hint: "Fix what its last lines name, then run the same again: steps that are done are passed over.",
      }),
  );
}

function plan(scope: BootstrapScope, step: BootstrapStep, line: string): PlannedCommand {
  const base = baseEnvironment({ env: {} });
  const given = Object.fromEntries(
    step.env.flatMap((name) => base[name] === undefined ? [] : [[name, base[name]]]),
  );
  const context = bootstrapContext(scope);
  const command = planShell({ ...context, env: given }, line, step.cwd);
  const env = Object.fromEntries(
    Object.entries(command.env).filter(([name]) => !ofComponents.includes(name)),
  );
  return { ...command, env: { ...env, SLIPWAY_ENVIRONMENT_URL: scope.environment.url ?? "" } };
}

async function within<T>(
  scope: BootstrapScope,
  step: BootstrapStep,
  work: (limited: BootstrapScope) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(step.timeout_s * 1000);
  try {
    return await work({ ...scope, signal: AbortSignal.any([scope.signal, timeout]) });
  } catch (error) {
    if (scope.signal.aborted || !timeout.aborted || error instanceof CommandError) throw error;
    throw new CommandError(
      "bootstrap_timeout",
      `the step ${step.name} took longer than ${step.timeout_s} s and was ended`,
      `Give it more in timeout_s, or find out what it waits for. Steps that are done are passed over.`,
      exitCode.failure,
    );
  }
}
