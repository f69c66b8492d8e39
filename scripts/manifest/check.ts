import type { Finding } from "../cli/command-error.ts";
import { audit } from "./audit.ts";
import type { Workspace } from "./load.ts";
import { checkMap } from "./map.ts";
import { planReadme } from "./readme.ts";
import { planSync } from "./sync.ts";

/**
 * What the pre-push hook and CI run: sync, readme, audit and map together. Reads the workspace only, never the network.
 */
export async function check(workspace: Workspace): Promise<{ findings: Finding[]; notices: string[] }> {
  const [plan, readme, map] = await Promise.all([
    planSync(workspace),
    planReadme(workspace),
    checkMap(workspace),
  ]);
  // the audit's local part is what sync found, so that each location is named once
  const { findings, notices } = await audit(workspace, undefined, plan);
  return {
    findings: [...findings, ...readme.findings, ...map],
    notices,
  };
}
