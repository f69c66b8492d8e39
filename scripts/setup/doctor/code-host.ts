import { CommandError } from "../../cli/command-error.ts";
import { openGit } from "../../git/git.ts";
import { resolveHost, webHost } from "../../host/config.ts";
import { openHost } from "../../host/open-host.ts";
import { readHostToken } from "../../host/token.ts";
import type { Workspace } from "../../manifest/load.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** Milliseconds that the host may take to answer. */
const limitMs = 15_000;

/** Whether releases can be published at the code host: its address, the token, what it may do. Nothing where no component is released. */
export async function examineCodeHost(
  { root, manifest }: Pick<Workspace, "root" | "manifest">,
): Promise<Diagnosis[]> {
  const declared = manifest.ship.release?.host;
  const hasTrack = Object.values(manifest.components).some(({ release }) => release !== undefined);
  if (declared === undefined && !hasTrack) return [];
  const signal = AbortSignal.timeout(limitMs);
  try {
    const config = await resolveHost(openGit(root), manifest.ship.remote, declared);
    const token = await readHostToken(config);
    const deps = { signal, token: () => Promise.resolve(token), limitWaitMs: 0, repeats: 0 };
    const host = openHost(config, deps);
    const { canPush, scopes } = await host.access();
    const where = `${config.repo} at ${webHost(config)}, with the token of ${token.source}`;
    if (canPush === false) {
      return [
        ill("code-host", `${where}: it may not write`, "Give the token contents=write, or use another one."),
      ];
    }
    const rights = scopes === null ? "" : `; its scopes: ${scopes.join(", ") || "none"}`;
    return [well("code-host", `${where}${rights}`)];
  } catch (error) {
    if (error === signal.reason) {
      return [unknown("code-host", `no answer within ${limitMs / 1000} s`, "Check the network.")];
    }
    if (!(error instanceof CommandError)) throw error;
    const isNews = error.code === "host_unreachable" || error.code === "host_limited";
    return [(isNews ? unknown : ill)("code-host", error.message, error.hint)];
  }
}
