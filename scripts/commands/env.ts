// slipway env: what a page is built as, for the tool that builds it.

import process from "node:process";
import { Command } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { envCheckCommand } from "./env-check.ts";

interface Options {
  for?: string;
  write?: string;
  json?: boolean;
}

/** `slipway env <component> --for <tool> [--write FILE] [--json]`. Exit code 2 for an unknown component or tool, 5 when the file can't be written. */
export function envCommand(): Command {
  return new Command("env")
    .description(
      "Print a component's version, build and commit as the variables that a build tool writes into a page. Needs no network.",
    )
    .argument("[component]", "its key in version.json")
    .option("--for <tool>", "vite, svelte, nuxt, astro, next, webpack, esbuild, node or deno")
    .option("--write <file>", "set them in this .env file, and keep its other lines")
    .option("--json", "print them as one line of JSON")
    .addHelpText(
      "after",
      `
  slipway env web --for vite --write apps/web/.env.production.local && npm run build
  esbuild app.js --bundle $(slipway env web --for esbuild)
<slipway-version> and versionLabel() of slipway/client/version show them: v1.2.0 (131).`,
    )
    .enablePositionalOptions()
    .addCommand(envCheckCommand())
    .action(env);
}

async function env(component: string | undefined, options: Options): Promise<void> {
  const { builtOf } = await import("../version-env/built.ts");
  const { linesFor, toolOf, tools, variablesFor } = await import("../version-env/tools.ts");
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  if (component === undefined || options.for === undefined) {
    throw new CommandError(
      "argument_missing",
      "slipway env has to know the component, and the tool that builds it",
      `For example slipway env web --for vite. Tools: ${tools.join(", ")}.`,
      exitCode.usage,
    );
  }
  const output = createOutput(options, mask.apply);
  const tool = toolOf(options.for);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const variables = variablesFor(tool, await builtOf(workspace, component));
  if (options.write === undefined) {
    for (const line of linesFor(tool, variables)) output.print(line);
    return output.json({ component, for: tool, variables });
  }
  const { writeEnvFile } = await import("../version-env/env-file.ts");
  const place = { file: options.write, cwd: process.cwd(), variables };
  const isWritten = await writeEnvFile(workspace, place);
  output.note(isWritten ? `wrote ${options.write}` : `${options.write} has them already`);
  output.json({ component, for: tool, variables, file: options.write, is_written: isWritten });
}
