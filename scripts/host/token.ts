import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { env, spawn } from "../runtime.ts";
import type { HostConfig, VouchedHost } from "./code-host.ts";
import { apiOf, isCloud, webHost } from "./config.ts";

/** What opens the host. Its value goes into one header, and nowhere else. */
export interface HostToken {
  value: string;
  /** Where it came from, for people. */
  source: string;
  /** What GitLab wants to know: which of its headers it goes into. */
  kind: "token" | "job";
}

/** Milliseconds that `gh auth token` may take. */
const ghLimitMs = 10_000;

/**
 * The token for the host, hidden from every output from now on: SLIPWAY_HOST_TOKEN, else the variables that CI jobs and people have, else
 * what `gh` keeps. Raises `host_untrusted` (exit 5), `host_token_missing`, `host_token_malformed` (exit 4).
 */
export async function readHostToken(config: VouchedHost): Promise<HostToken> {
  await config.vouch();
  const found = fromEnvironment(config) ?? (config.type === "github" ? await fromGh(webHost(config)) : null);
  if (found === null) throw missing(config);
  const value = found.value.trim();
  mask.add(found.value);
  mask.add(value);
  // in a header only; a value that fetch refuses would stand in its error
  if (/^[\x21-\x7e]{8,}$/.test(value)) return { ...found, value };
  throw new CommandError(
    "host_token_malformed",
    `what ${found.source} holds is no token: one is a single word of visible ASCII characters`,
    `Correct ${found.source}.`,
    exitCode.credentials,
  );
}

function fromEnvironment(config: HostConfig): HostToken | null {
  for (const name of variablesOf(config)) {
    const value = env(name);
    if (value !== undefined) {
      mask.add(value);
      return { value, source: name, kind: name === "CI_JOB_TOKEN" ? "job" : "token" };
    }
  }
  return null;
}

/** A token of github.com must not be shown to the server that a version.json names: `gh` tells them apart by the same names. */
function variablesOf(config: HostConfig): string[] {
  const jobOf = (variable: string) => env(variable)?.replace(/\/+$/, "") === apiOf(config);
  if (config.type === "gitlab") {
    return ["SLIPWAY_HOST_TOKEN", "GITLAB_TOKEN", ...jobOf("CI_API_V4_URL") ? ["CI_JOB_TOKEN"] : []];
  }
  return [
    "SLIPWAY_HOST_TOKEN",
    ...isCloud(config) || jobOf("GITHUB_API_URL") ? ["GITHUB_TOKEN", "GH_TOKEN"] : [],
    ...isCloud(config) ? [] : ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"],
  ];
}

async function fromGh(host: string): Promise<HostToken | null> {
  const child = startGh(host);
  if (child === null) return null;
  const timer = setTimeout(() => child.kill("SIGKILL"), ghLimitMs);
  try {
    const lines: string[] = [];
    for await (const line of child.stdout) {
      mask.add(line.trim());
      lines.push(line.trim());
    }
    const [value = ""] = lines;
    return await child.exited === 0 && value !== ""
      ? { value, source: `gh auth token --hostname ${host}`, kind: "token" }
      : null;
  } finally {
    clearTimeout(timer);
  }
}

function startGh(host: string) {
  try {
    return spawn("gh", ["auth", "token", "--hostname", host], { stderr: "null" });
  } catch {
    // without gh there is nothing to ask; one that can't be started says as much
    return null;
  }
}

function missing(config: HostConfig): CommandError {
  const host = webHost(config);
  const unfit = config.type === "github"
    ? ["GITHUB_TOKEN", "GH_TOKEN"].find((name) => env(name) !== undefined)
    : undefined;
  return new CommandError(
    "host_token_missing",
    unfit === undefined
      ? `there is no token for ${host}`
      : `there is no token for ${host}; the one in ${unfit} belongs to github.com`,
    config.type === "github"
      ? `Set SLIPWAY_HOST_TOKEN, or run gh auth login --hostname ${host}. In a workflow: env: SLIPWAY_HOST_TOKEN: \${{ github.token }}.`
      : "Set SLIPWAY_HOST_TOKEN or GITLAB_TOKEN to a token with the scope api.",
    exitCode.credentials,
  );
}
