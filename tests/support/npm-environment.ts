// npm as a test runs it: nothing of the person's own, but what it takes to reach a registry, and what `npm ci` has fetched already.

import { homedir } from "node:os";
import { join } from "node:path";
import { env } from "../../scripts/runtime.ts";
import { plainEnvironment } from "./monorepo/run.ts";

const network = [
  "npm_config_registry",
  "npm_config_cafile",
  "NODE_EXTRA_CA_CERTS",
  "HTTPS_PROXY",
  "https_proxy",
];

export function npmEnvironment(home: string): Record<string, string> {
  return {
    ...plainEnvironment(home),
    npm_config_cache: env("npm_config_cache") ?? join(homedir(), ".npm"),
    npm_config_userconfig: env("npm_config_userconfig") ?? join(homedir(), ".npmrc"),
    npm_config_prefer_offline: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    ...Object.fromEntries(network.flatMap((name) => {
      const value = env(name);
      return value === undefined ? [] : [[name, value]];
    })),
  };
}
