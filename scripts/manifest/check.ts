import type { Finding } from "../cli/command-error.ts";
import { audit } from "./audit.ts";
import { checkDocs } from "./docs/check-docs.ts";
import type { Workspace } from "./load.ts";
import { checkMap } from "./map.ts";
import { planReadme } from "./readme.ts";
import { planSync } from "./sync.ts";
import { checkTracking } from "./tracking.ts";

/**
 * What the pre-push hook and CI run: sync, readme, audit and map together, what documentation promises, and whether git can commit what
 * Slipway writes. Reads the workspace only, never the network.
 */
export async function check(workspace: Workspace): Promise<{ findings: Finding[]; notices: string[] }> {
  const [plan, readme, map, tracking, docs] = await Promise.all([
    planSync(workspace),
    planReadme(workspace),
    checkMap(workspace),
    checkTracking(workspace),
    checkDocs(workspace),
  ]);
  // the audit's local part is what sync found, so that each location is named once
  const { findings, notices } = await audit(workspace, undefined, plan);
  // a file that is not here has no other fault than that
  const absent = new Set(
    tracking.findings.filter(({ code }) => code === "file_not_checked_out").map(({ file }) => file),
  );
  const others = [...findings, ...readme.findings].filter(({ file }) => !absent.has(file));
  // where a sparse checkout leaves folders out, only the check of the commit can tell which paths are stale
  if (absent.size === 0) others.push(...map, ...docs);
  return {
    findings: [...tracking.findings, ...others],
    notices: [...notices, ...tracking.notices],
  };
}
