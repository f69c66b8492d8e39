import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { HostConfig } from "./code-host.ts";

/** The host behind what `repositoryIdentity` says; null when its name does not tell. */
export function hostOf(repository: string): HostConfig | null {
  const [, host = "", repo = ""] = /^([^/]+)\/(.+)$/.exec(repository) ?? [];
  if (!isRepo(repo)) return null;
  if (host === "github.com" || host === "ssh.github.com") return { type: "github", repo };
  if (host.endsWith(".ghe.com")) return { type: "github", repo, api: `https://api.${host}` };
  if (host === "gitlab.com") return { type: "gitlab", repo };
  if (/^gitlab\./.test(host)) return { type: "gitlab", repo, api: `https://${host}/api/v4` };
  if (/^github\./.test(host)) return { type: "github", repo, api: `https://${host}/api/v3` };
  return null;
}

/** Where the API of the host is, without a slash at the end. */
export function apiOf({ type, api }: HostConfig): string {
  const fallback = type === "github" ? "https://api.github.com" : "https://gitlab.com/api/v4";
  return (api ?? fallback).replace(/\/+$/, "");
}

/** The name that people and `gh` know the host by, as `github.com`. */
export function webHost(config: HostConfig): string {
  const { host } = new URL(apiOf(config));
  return host === "api.github.com" || host.endsWith(".ghe.com") ? host.replace(/^api\./, "") : host;
}

/** GitHub's and GitLab's own servers: nobody else answers there. */
export function isCloud(config: HostConfig): boolean {
  return /^(github\.com|gitlab\.com|[\w-]+\.ghe\.com)$/.test(webHost(config));
}

/** What version.json says, when it can be an address. Raises `host_config_invalid` (exit 5). */
export function validated(config: HostConfig): HostConfig {
  const { repo, api, type } = config;
  if (!isRepo(repo) || (type === "github" && repo.split("/").length !== 2)) {
    throw refusal("host_config_invalid", `ship.release.host.repo is ${repo}, which is no owner/name`);
  }
  if (api !== undefined && !isSafe(api)) {
    throw refusal(
      "host_config_invalid",
      `ship.release.host.api is ${api}; it must begin with https://, because the token goes there, and hold no user, query or fragment`,
    );
  }
  return config;
}

/** `..` would lead a path elsewhere. */
function isRepo(repo: string): boolean {
  const parts = repo.split("/");
  return parts.length >= 2 && parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part));
}

function isSafe(api: string): boolean {
  if (!URL.canParse(api)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(api);
  const isLocal = hostname === "127.0.0.1" || hostname === "[::1]" || hostname === "localhost";
  return (protocol === "https:" || (protocol === "http:" && isLocal)) &&
    [username, password, search, hash].every((part) => part === "");
}

/** Why there is no host to ask, with what to write. */
export function refusal(code: string, message: string): CommandError {
  return new CommandError(
    code,
    message,
    'Write ship.release.host into version.json: { "type": "github", "repo": "owner/name" }, with "api" for a server of your own.',
    exitCode.refused,
  );
}
