import { writeFile } from "node:fs/promises";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";
import { resolveProject } from "../control-plane/project.ts";
import { isProjectNamed } from "../deploy/adapters/supabase.ts";
import { createContext, type DeployContext } from "../deploy/context.ts";
import { setSecretLines } from "../deploy/set-secrets.ts";
import { openGit } from "../git/git.ts";
import { resolveEnvironment } from "../manifest/environment.ts";
import type { Workspace } from "../manifest/load.ts";
import { placementIn } from "./files/plan-supabase.ts";
import { takeSnapshot } from "./find/snapshot.ts";

/** Where a function of the project at `base` is called; a project may have given Slipway's functions a prefix. */
export async function functionUrl(root: string, base: string, name: string): Promise<string> {
  const prefix = base.startsWith("https:") ? placementIn(await takeSnapshot(root)).prefix : "";
  return `${base}/functions/v1/${prefix}${name}`;
}

/** Writes lines for `supabase secrets set --env-file`, for their owner's eyes only and never over anything. Raises `file_exists`. */
export async function writeSecretFile(path: string, lines: readonly string[]): Promise<void> {
  try {
    await writeFile(path, `${lines.join("\n")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw refused(
      "file_exists",
      `${path} exists`,
      "Name another file: what is in it may be the only copy of a key.",
    );
  }
}

/**
 * Sets secrets, as lines of an env file, by the project's Supabase CLI, with its login. Raises `project_unnamed` (exit 5) when nothing
 * names a hosted project, and `secret_not_set`; both say to use `--out <file>` instead. The values go through a file that only this user
 * can read, not through the arguments, which everybody on the machine can.
 */
export async function setFunctionSecrets(
  workspace: Workspace,
  lines: readonly string[],
  { output, signal, file: shownFile }: { output: Output; signal: AbortSignal; file: string },
): Promise<void> {
  const context = await hostedContext(workspace, output, signal, shownFile);
  await setSecretLines(context, lines, `or write the keys to a file: --out ${shownFile}.`);
}

async function hostedContext(
  workspace: Workspace,
  output: Output,
  signal: AbortSignal,
  file: string,
): Promise<DeployContext> {
  const { root, manifest } = workspace;
  const environment = resolveEnvironment(manifest);
  const [component] =
    Object.entries(manifest.components).find(([, { deploy }]) => deploy?.type === "supabase") ?? [];
  const named = { root, environment, env: {} };
  // one that has a function needs to know which project
  const isNamed = isProjectNamed(named, { type: "supabase", migrations: false, functions: ["any"] });
  if (component === undefined || !isNamed) {
    throw refused(
      "project_unnamed",
      "version.json names no hosted project, or no component that deploys to it",
      `Write the keys to a file and set them yourself: --out ${file}, then npx supabase secrets set --env-file ${file}.`,
    );
  }
  const project = await resolveProject(openGit(root), manifest, environment);
  return createContext({ workspace, environment, project, signal, output }, component);
}

function refused(code: string, message: string, hint: string): CommandError {
  return new CommandError(code, message, hint, exitCode.refused);
}
