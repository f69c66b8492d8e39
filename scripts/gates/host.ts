import { openGit } from "../git/git.ts";
import type { CodeHost } from "../host/code-host.ts";
import { type HostDeps, openHost } from "../host/open-host.ts";
import { resolveHost } from "../host/resolve-host.ts";
import type { Workspace } from "../manifest/load.ts";
import { hostOfJob } from "./pulls/pull-of.ts";

/** The host whose rules and pull requests are looked at: a job's own, else as for releases. Raises `host_unknown`, `host_config_invalid` (exit 5). */
export async function gateHost(
  { root, manifest: { ship } }: Pick<Workspace, "root" | "manifest">,
  deps: HostDeps,
): Promise<CodeHost> {
  const config = hostOfJob() ?? await resolveHost(openGit(root), ship.remote, ship.release?.host);
  return openHost(config, deps);
}
