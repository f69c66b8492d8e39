import { CommandError } from "../../cli/command-error.ts";
import { openGit } from "../../git/git.ts";
import type { CodeHost } from "../../host/code-host.ts";
import { webHost } from "../../host/config.ts";
import { openHost } from "../../host/open-host.ts";
import { resolveHost } from "../../host/resolve-host.ts";
import { readHostToken } from "../../host/token.ts";
import type { Workspace } from "../../manifest/load.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** Milliseconds that the host may take to answer. */
const limitMs = 15_000;

/** The host, for as long as a look may take. */
interface Reached {
  host: CodeHost;
  /** Which repository, and with which token. */
  where: string;
}

/** Whether releases can be published at the code host: its address, the token, what it may do. Nothing where no component is released. */
export async function examineCodeHost(
  workspace: Pick<Workspace, "root" | "manifest">,
): Promise<Diagnosis[]> {
  const { manifest } = workspace;
  const hasTrack = Object.values(manifest.components).some(({ release }) => release !== undefined);
  if (manifest.ship.release?.host === undefined && !hasTrack) return [];
  return await lookBriefly("code-host", workspace, async ({ host, where }) => {
    const { canPush, scopes } = await host.access();
    if (canPush === false) {
      return [
        ill("code-host", `${where}: it may not write`, "Give the token contents=write, or use another one."),
      ];
    }
    const rights = scopes === null ? "" : `; its scopes: ${scopes.join(", ") || "none"}`;
    return [well("code-host", `${where}${rights}`)];
  });
}

/** Asks the host, but does not wait for it: what it does not answer, or refuses, becomes a line of this name. */
export async function lookBriefly(
  name: string,
  { root, manifest }: Pick<Workspace, "root" | "manifest">,
  look: (reached: Reached) => Promise<Diagnosis[]>,
): Promise<Diagnosis[]> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    const config = await resolveHost(openGit(root), manifest.ship.remote, manifest.ship.release?.host);
    const token = await readHostToken(config);
    const deps = { signal, token: () => Promise.resolve(token), limitWaitMs: 0, repeats: 0 };
    const where = `${config.repo} at ${webHost(config)}, with the token of ${token.source}`;
    return await look({ host: openHost(config, deps), where });
  } catch (error) {
    if (error === signal.reason) {
      return [unknown(name, `no answer within ${limitMs / 1000} s`, "Check the network.")];
    }
    if (!(error instanceof CommandError)) throw error;
    const isNews = error.code === "host_unreachable" || error.code === "host_limited";
    return [(isNews ? unknown : ill)(name, error.message, error.hint)];
  }
}
