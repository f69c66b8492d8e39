// slipway link: which control plane the ships of this repository go to.

import process from "node:process";
import { Command } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput, type Output } from "../cli/output.ts";
import { env } from "../runtime.ts";
import type { Target } from "../setup/link.ts";

interface Options {
  local?: boolean;
  url?: string;
  adopt?: boolean;
  json?: boolean;
}

/** `slipway link [--local] [--url <address>] [--json]`. Exit code 4 when the key is refused; nothing is then written. */
export function linkCommand(): Command {
  return new Command("link")
    .description("Remember the control plane of this project and its secret key, outside of the repository.")
    .option("--local", "the platform that `slipway stack up` runs on this machine")
    .option("--url <address>", "the project's address (default: that of ship.environment.project_ref)")
    .option(
      "--adopt",
      "take over a control plane that belongs to another repository, or to this one before it moved",
    )
    .option("--json", "print what was written as one line of JSON")
    .addHelpText(
      "after",
      `
The secret key is asked for, or read from standard input; it never is an argument:
  slipway link --url https://<ref>.supabase.co < key.txt
In CI nothing has to be linked: export SLIPWAY_URL and SLIPWAY_SECRET_KEY.`,
    )
    .action(linkProject);
}

async function linkProject(options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  if (options.local && options.url !== undefined) {
    throw new CommandError(
      "options_conflict",
      "--local and --url exclude each other",
      "Give one.",
      exitCode.usage,
    );
  }
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { hostedUrl, link, localTarget } = await import("../setup/link.ts");
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const { root, manifest } = workspace;
  const target = options.local
    ? await localTarget(root)
    : await remoteTarget(options.url ?? hostedUrl(manifest), output);
  const path = await link(workspace, target, { isAdopting: options.adopt ?? false });
  output.print(`Ships of ${manifest.name} go to ${target.url}. The key is in ${path}, for your eyes only.`);
  output.json({ project: manifest.name, url: target.url, path });
  if (env("SLIPWAY_URL") ?? env("SLIPWAY_SECRET_KEY")) {
    output.warn("environment_wins", "SLIPWAY_URL or SLIPWAY_SECRET_KEY is set here and goes before the file");
  }
}

async function remoteTarget(url: string | undefined, output: Output): Promise<Target> {
  if (url === undefined) {
    const hint = "Give --url, or name the project in version.json: ship.environment.project_ref.";
    throw new CommandError("url_missing", "the project's address is not known", hint, exitCode.usage);
  }
  const secretKey = process.stdin.isTTY ? await ask(url, output) : await piped();
  if (secretKey !== "") return { url, secretKey };
  const hint = "Pipe it in: slipway link < key.txt; or run this at a terminal.";
  throw new CommandError("credential_missing", "no secret key was given", hint, exitCode.credentials);
}

async function piped(): Promise<string> {
  const { text } = await import("node:stream/consumers");
  return (await text(process.stdin)).trim();
}

async function ask(url: string, output: Output): Promise<string> {
  if (!output.isInteractive) return "";
  const { askSecret } = await import("../cli/prompts.ts");
  return (await askSecret(`A secret key of ${url} (sb_secret_…)`)).trim();
}
