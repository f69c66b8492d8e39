import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Deploy } from "../../manifest/schema.ts";
import { commandEnvironment, type DeployContext, slipwayVariables } from "../context.ts";
import { type PlannedCommand, quote } from "../planned-command.ts";
import { targetAddress } from "../../manifest/environment.ts";
import { guardScript } from "../run-child.ts";

const options = [
  // No prompt: an unknown host key or a missing identity fails instead.
  ...["-o", "BatchMode=yes"],
  ...["-o", "ConnectTimeout=15"],
  // A dead connection is noticed after a minute.
  ...["-o", "ServerAliveInterval=15"],
  ...["-o", "ServerAliveCountMax=4"],
  "-T",
];

/**
 * Runs a line on the target's host with the system's ssh client, in the login shell of the user there. `SLIPWAY_*` travel as
 * assignments, single-quoted: servers drop variables that ssh sends by itself, and a version or a branch name is no code. When
 * the connection ends, so does what runs there. Raises `target_unknown`.
 */
export function planSsh(
  context: DeployContext,
  deploy: Extract<Deploy, { type: "ssh" }>,
  line: string = deploy.run,
): PlannedCommand {
  const destination = destinationOf(context, deploy.target);
  return {
    program: "ssh",
    args: [...options, "--", destination, remoteCommand(slipwayVariables(context), line)],
    cwd: context.root,
    env: commandEnvironment(context),
    shown: `ssh ${quote(destination)} ${quote(line)}`,
    holdsInput: true,
  };
}

/** What the remote login shell gets; it only has to know `sh` and single quotes. */
export function remoteCommand(variables: Record<string, string>, line: string): string {
  const assignments = Object.entries(variables).map(([name, value]) => `export ${name}=${single(value)}`);
  // The user's shell, as if the line had been typed after `ssh host`.
  const command = `set -- "\${SHELL:-/bin/sh}" -c ${single(line)}`;
  return `exec sh -c ${single([...assignments, command, guardScript({ isMerged: true })].join("\n"))}`;
}

function destinationOf({ manifest, environment }: DeployContext, target: string): string {
  const destination = targetAddress(manifest, environment, target);
  // A destination that begins with a dash would be an option.
  if (destination !== undefined && !destination.startsWith("-")) return destination;
  throw new CommandError(
    "target_unknown",
    destination === undefined
      ? `version.json names no ssh address for the target ${target}`
      : `"${destination}" is no ssh address`,
    `Add "ship": { "targets": { "${target}": { "ssh": "user@host" } } }.`,
    exitCode.usage,
  );
}

function single(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
