import { exitCode } from "../../cli/exit-code.ts";
import type { ShipRun } from "../flow/flow.ts";
import { deployContext } from "../flow/run-context.ts";

/** Makes a fresh work tree ready to deploy from: the manifest's `prepare`. Raises `prepare_failed` (exit 9). */
export async function prepareTree(run: ShipRun): Promise<void> {
  const line = run.workspace.manifest.ship.prepare;
  if (line === undefined) return;
  const { planShell } = await import("../../deploy/adapters/shell.ts");
  const { runCommands } = await import("../../deploy/run-commands.ts");
  const context = deployContext(run);
  await runCommands(context, "prepare", [planShell(context, line)], {
    code: "prepare_failed",
    what: "Preparing a work tree of the shipped commit",
    hint: "Fix what its last lines name, then run slipway ship --resume.",
    exitCode: exitCode.partial,
  });
}
