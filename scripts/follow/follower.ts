import { hostname } from "node:os";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";
import { connect, type ControlPlane } from "../control-plane/control-plane.ts";
import { type Project, readCredential } from "../control-plane/credentials.ts";
import { resolveProject } from "../control-plane/project.ts";
import { type Git, openGit } from "../git/git.ts";
import { componentsOf, type Environment, resolveEnvironment } from "../manifest/environment.ts";
import { keyPattern } from "../manifest/key-rule.ts";
import { loadWorkspace } from "../manifest/load.ts";
import type { Manifest } from "../manifest/schema.ts";
import { type KeptMemory, openMemory } from "./memory.ts";

/** A host that follows the branch of an environment. */
export interface Follower {
  root: string;
  git: Git;
  environment: Environment;
  host: string;
  project: Project;
  /** Null where the host has no credential: then it deploys, and nobody hears of it. */
  control: ControlPlane | null;
  memory: KeptMemory;
  output: Output;
  /** Aborts when the person interrupts, or systemd stops the unit. */
  signal: AbortSignal;
}

interface Asked {
  environment: string;
  /** Undefined for the machine's own name. */
  host: string | undefined;
}

/**
 * Reads version.json as it is checked out, and the credential; opens no connection. Raises `environment_unknown`, `host_invalid` and
 * `host_unknown` (exit 2), and what a credential that is there may raise (exit 4).
 */
export async function openFollower(
  root: string,
  asked: Asked,
  output: Output,
  signal: AbortSignal,
): Promise<Follower> {
  const git = openGit(root);
  const { manifest } = await loadWorkspace(root);
  const environment = resolveEnvironment(manifest, asked.environment);
  const host = requireHost(manifest, environment, asked.host ?? ownName());
  // the control plane is that of the environment that announces, whichever is followed
  const project = await resolveProject(git, manifest, resolveEnvironment(manifest));
  const credential = await readCredential(project, "secret").catch((error) => {
    if (!(error instanceof CommandError) || error.code !== "credential_missing") throw error;
    output.note(`No credential, so nobody hears of this: ${error.hint}`);
    return null;
  });
  return {
    ...{ root, git, environment, host, project, output, signal },
    control: credential === null ? null : connect(credential),
    memory: await openMemory(git, environment.name),
  };
}

/** The components that are deployed on this host: their target is its name. */
export function componentsHere(
  manifest: Manifest,
  environment: Environment,
  host: string,
): string[] {
  return componentsOf(manifest, environment).filter((key) => {
    const deploy = manifest.components[key]?.deploy;
    return deploy !== undefined && "target" in deploy && deploy.target === host;
  });
}

function requireHost(manifest: Manifest, environment: Environment, host: string): string {
  if (!keyPattern.test(host)) {
    throw new CommandError(
      "host_invalid",
      `"${host}" is no name of a host`,
      "Small letters, digits and dashes, at most 48: give one with --host.",
      exitCode.usage,
    );
  }
  const declared = environment.entry?.hosts ?? [];
  if (declared.includes(host) || componentsHere(manifest, environment, host).length > 0) return host;
  throw new CommandError(
    "host_unknown",
    `version.json names no host ${host} in ${environment.name}${
      declared.length === 0 ? "" : `, only ${declared.join(", ")}`
    }`,
    `Give its name with --host, or add it to ship.environments.${environment.name}.hosts.`,
    exitCode.usage,
  );
}

/** As the machine calls itself, without its domain. */
function ownName(): string {
  return hostname().split(".")[0]?.toLowerCase() ?? "";
}
