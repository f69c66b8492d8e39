import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { ControlPlane } from "../control-plane/control-plane.ts";
import type { Environment } from "../manifest/environment.ts";

/** How far a cutover is, a line per host. */
export function describeCutover(
  { name }: Environment,
  { is_live, hosts }: Awaited<ReturnType<ControlPlane["cutoverStatus"]>>,
): string {
  return [
    ...hosts.map(({ host, steps }) =>
      `${host}: ${
        steps.map(({ step, actor, done_at }) => `${step} by ${actor} at ${done_at}`).join(", ") ||
        "nothing yet"
      }`
    ),
    is_live ? `${name} is live.` : `${name} is not live yet.`,
  ].join("\n");
}

/** Raises `host_unknown` (exit 2): what is recorded of a misspelt host would never make the environment live. */
export function requireDeclaredHost({ name, entry }: Environment, host: string): void {
  const hosts = entry?.hosts ?? [];
  if (hosts.includes(host)) return;
  throw new CommandError(
    "host_unknown",
    `version.json names no host ${host} in ${name}`,
    hosts.length === 0
      ? `Add it to ship.environments.${name}.hosts.`
      : `There are ${hosts.join(", ")}: ship.environments.${name}.hosts.`,
    exitCode.usage,
  );
}
