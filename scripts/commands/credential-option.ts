import process from "node:process";
import type { Command } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import type { Credential } from "../control-plane/credentials.ts";
import { env } from "../runtime.ts";

/** What a command takes that only talks to the database, so that it works outside of a repository as well. */
export interface CredentialOptions {
  url?: string;
  secretKey?: string;
}

export function addCredentialOptions(command: Command): Command {
  return command
    .option("--url <url>", "address of the project (default: SLIPWAY_URL, or what slipway link wrote)")
    .option("--secret-key <key>", "a secret key; better given as SLIPWAY_SECRET_KEY");
}

/** What is given here goes before the environment, and both before what `slipway link` wrote for the repository. */
export async function credentialOf({ url, secretKey }: CredentialOptions): Promise<Credential> {
  const address = url ?? env("SLIPWAY_URL");
  const key = secretKey ?? env("SLIPWAY_SECRET_KEY");
  mask.add(key);
  if (address && key) return { url: address, key, kind: "secret", source: "the options or the environment" };
  const root = url === undefined && secretKey === undefined ? await rootOrNone() : undefined;
  if (root !== undefined) {
    const { readCredential } = await import("../control-plane/credentials.ts");
    const { resolveProject } = await import("../control-plane/project.ts");
    const { openGit } = await import("../git/git.ts");
    const { resolveEnvironment } = await import("../manifest/environment.ts");
    const { loadWorkspace } = await import("../manifest/load.ts");
    const { manifest } = await loadWorkspace(root);
    const project = await resolveProject(openGit(root), manifest, resolveEnvironment(manifest));
    return await readCredential(project, "secret");
  }
  throw new CommandError(
    "credential_missing",
    `not set: ${[...address ? [] : ["SLIPWAY_URL"], ...key ? [] : ["SLIPWAY_SECRET_KEY"]].join(", ")}`,
    "Export them, give --url and --secret-key, or run slipway link in the repository.",
    exitCode.credentials,
  );
}

async function rootOrNone(): Promise<string | undefined> {
  const { findRoot } = await import("../manifest/load.ts");
  try {
    return findRoot(process.cwd());
  } catch {
    return undefined;
  }
}
