import { existsSync } from "node:fs";
import { join } from "node:path";
import { exitCode } from "../../cli/exit-code.ts";
import type { ShipRun } from "../flow/flow.ts";
import { trustCommands } from "../trust/trust.ts";
import { deployContext } from "../flow/run-context.ts";

/** Files that say that something has to be installed before anything can be deployed. */
const installers = [
  "package.json",
  "Gemfile",
  "requirements.txt",
  "pyproject.toml",
  "mix.exs",
  "composer.json",
];

/** Makes a fresh work tree ready to deploy from: the manifest's `prepare`. Raises `prepare_failed` (exit 9). */
export async function prepareTree(run: ShipRun): Promise<void> {
  const { root, manifest } = run.workspace;
  const line = manifest.ship.prepare;
  if (line === undefined) {
    const found = installers.find((file) => existsSync(join(root, file)));
    if (found === undefined) return;
    return run.output.warn(
      "prepare_missing",
      `the deploy runs in a fresh work tree, where nothing that ${found} needs is installed; ship.prepare of version.json can say how`,
    );
  }
  const { planShell } = await import("../../deploy/adapters/shell.ts");
  const { runCommands } = await import("../../deploy/run-commands.ts");
  const context = deployContext(run);
  await trustCommands(run, run.request.confirm);
  await runCommands(context, "prepare", [planShell(context, line)], {
    code: "prepare_failed",
    what: "Preparing a work tree of the shipped commit",
    hint: "Fix what its last lines name, then run slipway ship --resume.",
    exitCode: exitCode.partial,
  });
}
