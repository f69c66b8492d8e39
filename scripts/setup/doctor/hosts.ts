import { CommandError } from "../../cli/command-error.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import { declaredHosts } from "../../follow/declared.ts";
import { hostHint } from "../../follow/hints.ts";
import { openGit } from "../../git/git.ts";
import { environmentsOf } from "../../manifest/environment.ts";
import type { Workspace } from "../../manifest/load.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** Whether each machine that follows a branch runs what it should, as it has last reported. Nothing where no host is declared. */
export async function examineHosts(
  { root, manifest }: Workspace,
  control: Pick<ControlPlane, "hostStatus">,
): Promise<Diagnosis[]> {
  const named = environmentsOf(manifest).flatMap(({ name, entry }) =>
    (entry?.hosts ?? []).map((host) => ({ name, host }))
  );
  if (named.length === 0) return [];
  try {
    const signal = AbortSignal.timeout(30_000);
    const declared = await declaredHosts({ git: openGit(root), manifest, signal }, () => {});
    const { findings } = await control.hostStatus(undefined, declared);
    return named.map(({ name, host }) => {
      const line = `host:${name}:${host}`;
      const found = findings.find((finding) => finding.host === host && finding.environment === name);
      return found === undefined
        ? well(line, `${host} runs what ${name} declares`)
        : ill(line, found.message, hostHint(found.code));
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [unknown("hosts", `${error.code}: ${error.message}`, error.hint)];
  }
}
