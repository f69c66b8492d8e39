import { componentsOf, type Environment } from "../manifest/environment.ts";
import type { Manifest } from "../manifest/schema.ts";
import { indented, runStep } from "./yaml.ts";

const secret = (name: string) => `\${{ secrets.${name} }}`;

/** Secrets of the team's own that its commands need, by the names of `ship.pass_environment`. Those of the host and of Slipway come by other ways. */
export function teamEnv({ ship }: Pick<Manifest, "ship">): Record<string, string> {
  const names = ship.pass_environment.filter((name) => !/^(GITHUB|ACTIONS|RUNNER|SLIPWAY)_/i.test(name));
  return Object.fromEntries(names.map((name) => [name, secret(name)]));
}

/** What a deploy to an environment needs beside the control plane. */
export function deployEnv(manifest: Manifest, environment: Environment): Record<string, string> {
  const supabase = ["SUPABASE_ACCESS_TOKEN", "SUPABASE_DB_PASSWORD", "SLIPWAY_DB_URL"];
  return {
    ...uses(manifest, environment, "supabase")
      ? Object.fromEntries(supabase.map((name) => [name, secret(name)]))
      : {},
    ...teamEnv(manifest),
  };
}

/** A step that lets `ssh` in, where something is deployed by it: the key and the machines that it may talk to. */
export function sshSteps(manifest: Manifest, environment: Environment): string[] {
  if (!uses(manifest, environment, "ssh")) return [];
  return runStep({
    name: "The key of the machines, and which machines those are",
    env: { SSH_KEY: secret("SLIPWAY_SSH_KEY"), SSH_KNOWN_HOSTS: secret("SLIPWAY_SSH_KNOWN_HOSTS") },
    run: [
      "umask 077",
      'mkdir -p "$HOME/.ssh"',
      `printf '%s\\n' "$SSH_KEY" > "$HOME/.ssh/id_ed25519"`,
      `printf '%s\\n' "$SSH_KNOWN_HOSTS" > "$HOME/.ssh/known_hosts"`,
    ],
  });
}

/** An input of a workflow that a person starts. */
export function textInput(name: string, about: string): string[] {
  return [
    `${name}:`,
    ...indented([`description: '${about.replaceAll("'", "''")}'`, "type: string", "default: ''"], 1),
  ];
}

function uses(manifest: Manifest, environment: Environment, type: "supabase" | "ssh"): boolean {
  const keys = new Set(componentsOf(manifest, environment));
  return Object.entries(manifest.components).some(([key, { deploy }]) =>
    keys.has(key) && deploy?.type === type
  );
}
