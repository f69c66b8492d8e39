import type { Finding } from "../cli/command-error.ts";
import { finding } from "./findings.ts";
import type { Workspace } from "./load.ts";
import { rowOrder } from "./rows.ts";
import { planSync, type SyncPlan } from "./sync.ts";

/** What Postgres says of a component. */
export interface Deployed {
  build: number;
  /** The build that was taken back, when `build` is what it was rolled back to. */
  rolledBackFrom: number | null;
  /** What not everybody may have yet: the build, and its share in words. */
  rolling: { build: number; share: string } | null;
}

interface AuditReport {
  /** Locations that disagree. */
  findings: Finding[];
  /** What looks like a disagreement and is none, in words. */
  notices: string[];
}

/**
 * Every location that disagrees with version.json: mirrors, the top build and, when `deployed` is given, what is
 * deployed. A build that is in flight to the store or was rolled back is a notice, not a finding.
 */
export async function audit(
  workspace: Workspace,
  deployed?: ReadonlyMap<string, Deployed>,
  plan?: SyncPlan,
): Promise<AuditReport> {
  const { findings, inFlight, notices } = plan ?? await planSync(workspace);
  const remote = deployed === undefined
    ? { findings: [], notices: [] }
    : compareDeployed(workspace, deployed);
  return {
    findings: [...findings, ...remote.findings],
    notices: [
      ...[...inFlight].map(([key, step]) => `${key}: in flight ${step}`),
      ...notices,
      ...remote.notices,
    ],
  };
}

function compareDeployed({ manifest }: Workspace, deployed: ReadonlyMap<string, Deployed>): AuditReport {
  const findings: Finding[] = [];
  const notices: string[] = [];
  for (const key of rowOrder(manifest)) {
    const build = manifest.components[key]?.build ?? 0;
    const there = deployed.get(key);
    const place = { file: "version.json", component: key };
    if (there === undefined) notices.push(`${key}: never deployed`);
    else if (there.build < build && build <= (there.rolledBackFrom ?? -1)) {
      notices.push(`${key}: rolled back ${there.rolledBackFrom} → ${there.build}`);
    } else if (there.build < build && build === there.rolling?.build) {
      notices.push(`${key}: ${build} is at ${there.rolling.share}, everybody else has ${there.build}`);
    } else if (there.build < build) {
      const what = `${key} is committed at ${build}, deployed at ${there.build}`;
      findings.push(finding("deployed_behind", place, what, `Run \`slipway ship ${key}\`.`));
    } else if (there.build > build) {
      const what = `${key} is deployed at ${there.build}, committed at ${build}`;
      findings.push(finding("deployed_ahead", place, what, "Fetch the commit that shipped it: `git pull`."));
    }
  }
  for (const key of deployed.keys()) {
    if (!Object.hasOwn(manifest.components, key)) notices.push(`${key}: deployed, but not in version.json`);
  }
  return { findings, notices };
}
