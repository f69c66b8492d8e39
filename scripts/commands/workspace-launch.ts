// slipway workspace launch: a terminal tab per component.

import process from "node:process";
import { Command, Option } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { quote } from "../deploy/planned-command.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { type LaunchTool, launchTools } from "../workspace/launch.ts";

interface Options {
  tool: LaunchTool;
  resume: boolean;
  cmd?: string;
  name?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** `slipway workspace launch`. Exit code 5 when the file is somebody else's, 2 for options that contradict each other, and where there is no folder to open. */
export function workspaceLaunchCommand(): Command {
  return new Command("launch")
    .description(
      "Write a file that opens a terminal tab per component and folder, each with a command. Run again, it follows version.json.",
    )
    .addOption(new Option("--tool <name>", "what opens the tabs").choices(launchTools).default("warp"))
    .option("--no-resume", "only change to the folder, and run nothing there")
    .option(
      "--cmd <line>",
      "what each tab runs (default: ship.workspace.command of version.json, else claude --continue)",
    )
    .option("--name <name>", "of the file (default: the project's name)")
    .option("--dry-run", "print the file, and write nothing")
    .option("--json", "one line of JSON")
    .action(launch);
}

async function launch({ tool, dryRun, json, name, ...wishes }: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { tabsOf } = await import("../workspace/tabs.ts");
  const { commandOf, launchName } = await import("../workspace/launch.ts");
  const { launchPath, renderLaunch, writeLaunch } = await import("../workspace/launch-file.ts");
  const output = createOutput({ json }, mask.apply);
  const { root, manifest } = await loadWorkspace(findRoot(process.cwd()));
  const command = commandOf(manifest, wishes);
  const { tabs, missing } = tabsOf({ root, manifest });
  for (const { code, message } of missing) output.warn(code, message);
  if (tabs.length === 0) {
    throw new CommandError(
      "workspace_empty",
      "no component of version.json names a folder that is there",
      'Name them: components.<name>.paths, as ["web"]. Nothing was written.',
      exitCode.usage,
    );
  }
  const called = launchName(manifest, name);
  const file = launchPath(tool, called);
  const text = await renderLaunch(tool, { name: called, root, tabs, command });
  const state = dryRun ? "planned" : await writeLaunch(file, text, root);
  if (dryRun) output.print(text);
  else {output.print(
      `${state} ${file}: ${tabs.length} tabs${command === undefined ? "" : `, each runs ${command}`}`,
    );}
  output.note(howToOpen(tool, called, file));
  output.json({
    event: "result",
    ...{ tool, name: called, file, state },
    tabs: tabs.map((tab) => ({ ...tab, command })),
    ...dryRun ? { text } : {},
  });
}

function howToOpen(tool: LaunchTool, name: string, file: string): string {
  if (tool === "tmux") return `Open it: sh ${quote(file)}`;
  if (tool === "vscode") return `Open it: code ${quote(file)}`;
  return `Open it: in Warp's command palette, Launch Configuration, ${name}`;
}
