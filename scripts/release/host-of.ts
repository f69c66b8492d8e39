import type { CodeHost } from "../host/code-host.ts";
import { openHost } from "../host/open-host.ts";
import { resolveHost } from "../host/resolve-host.ts";
import type { Session } from "../ship/flow/session.ts";

/** Where a release is made. */
type Place = Pick<Session, "git" | "upstream" | "workspace" | "output" | "signal">;

/** The code host of the repository; each wait there is noted. Raises `host_unknown`, `host_config_invalid` (exit 5). */
export async function hostOf({ git, upstream, workspace, output, signal }: Place): Promise<CodeHost> {
  const config = await resolveHost(git, upstream.remote, workspace.manifest.ship.release?.host);
  return openHost(config, { signal, note: (line) => output.note(line) });
}
