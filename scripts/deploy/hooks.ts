import { exitCode } from "../cli/exit-code.ts";
import { planShell } from "./adapters/shell.ts";
import { type DeployContext, newShip } from "./context.ts";
import { runCommands } from "./run-commands.ts";

/** Steps of which a failing hook leaves nothing behind but files that the next run writes again. */
const beforeCommit: readonly string[] = ["bump", "sync", "readme", "check"];

/**
 * Runs `ship.hooks.<when>.<step>` in the root with `sh`, its output streamed as a deploy's; does nothing where none is declared. Raises
 * `hook_failed` with its last lines: exit 1 up to the commit, 9 from then on.
 */
export async function runHook(
  context: DeployContext,
  when: "before" | "after",
  step: string,
): Promise<void> {
  const lines: Record<string, string | undefined> = context.manifest.ship.hooks[when];
  const line = lines[step];
  if (line === undefined) return;
  const isEarly = beforeCommit.includes(step) || (step === "commit" && when === "before");
  await runCommands(context, `${when} ${step}`, [planShell(context, line)], {
    code: "hook_failed",
    what: `The hook ${when} ${step}`,
    hint: `Fix what its last lines name, or take ship.hooks.${when}.${step} out of version.json.${
      isEarly ? "" : ` What takes a commit: ${newShip}`
    }`,
    exitCode: isEarly ? exitCode.failure : exitCode.partial,
  });
}
