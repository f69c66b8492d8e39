// slipway env check: the variables of a deploy, beside the lists of version.json.

import process from "node:process";
import { Command } from "commander";
import { refuseAll } from "../cli/command-error.ts";
import { confirmWith } from "../cli/confirm.ts";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  env?: string;
  yes?: boolean;
  json?: boolean;
}

/** `slipway env check [component]`. Exit code 5 when a deploy would be refused. */
export function envCheckCommand(): Command {
  return new Command("check")
    .description(
      "Compare the variables of a deploy with the lists of version.json: required, recommended, never, and what values must look like. No value is shown.",
    )
    .argument("[component]", "its key in version.json; every component with lists when it is left out")
    .option("--env <name>", "the environment; the one that announces when it is left out")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "print what was found as one line of JSON")
    .action(check);
}

async function check(component: string | undefined, options: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { resolveEnvironment } = await import("../manifest/environment.ts");
  const { resolveProject } = await import("../control-plane/project.ts");
  const { openGit } = await import("../git/git.ts");
  const { trustCommands } = await import("../ship/trust/trust.ts");
  const { createContext } = await import("../deploy/context.ts");
  const { checkEnv } = await import("../env-lists/check-env.ts");
  const output = createOutput(options, mask.apply);
  const root = findRoot(process.cwd());
  const workspace = await loadWorkspace(root);
  const { manifest } = workspace;
  const environment = resolveEnvironment(manifest, options.env);
  const git = openGit(root);
  const project = await resolveProject(git, manifest, environment);
  const scope = { workspace, environment, project, output, signal: interruptSignal() };
  const listed = Object.entries(manifest.components).filter(([, { env }]) => env !== undefined).map(([key]) =>
    key
  );
  const contexts = (component === undefined ? listed : [component]).map((key) => createContext(scope, key));
  await trustCommands({ git, workspace, output }, confirmWith(output, options.yes ?? false));
  const found = await Promise.all(contexts.map((context) => checkEnv(context)));
  const refusals = found.flatMap((one) => one.refusals);
  const warnings = found.flatMap((one) => one.warnings);
  for (const { code, message } of warnings) output.warn(code, message);
  if (refusals.length > 0) throw refuseAll("env_refused", refusals, exitCode.refused);
  const names = contexts.map((context) => context.component);
  output.note(
    names.length === 0
      ? "No component of version.json has lists of variables."
      : `The variables of ${names.join(", ")} in ${environment.name} are as version.json says.`,
  );
  output.json({ event: "result", environment: environment.name, components: names, warnings });
}
