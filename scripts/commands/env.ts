// slipway env: what runs where; and what a page is built as, for the tool that builds it.

import process from "node:process";
import { Command } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { envCheckCommand } from "./env-check.ts";

interface Options {
  for?: string;
  probe: boolean;
  write?: string;
  json?: boolean;
}

/** `slipway env`; `slipway env <component> --for <tool> [--write FILE] [--json]`. Exit code 2 for an unknown component or tool, 5 when the file can't be written. */
export function envCommand(): Command {
  return new Command("env")
    .description(
      "Show what runs in which environment, how that was proved, and what disagrees. With --for: a component's version, build and commit as the variables that a build tool writes into a page, without network.",
    )
    .argument("[component]", "its key in version.json")
    .option("--no-probe", "don't ask the addresses of the environments")
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
  if (component === undefined && options.for === undefined) return await showMatrix(options);
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

async function showMatrix({ json, probe }: Options): Promise<void> {
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { collectMatrix } = await import("../environments/matrix.ts");
  const { describeMatrix } = await import("../environments/screen.ts");
  const output = createOutput({ json }, mask.apply);
  const session = await openSession(findRoot(process.cwd()), output, interruptSignal());
  const matrix = await collectMatrix(session, { isProbing: probe });
  output.json(matrix);
  output.print(describeMatrix(matrix));
}
