// slipway audit: every location that disagrees.

import process from "node:process";
import { Command } from "commander";
import { mask } from "../cli/mask.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { createOutput, type Output } from "../cli/output.ts";

interface Options {
  remote?: boolean;
  json?: boolean;
}

/** `slipway audit [--remote] [--json]`. Exit code 7 when something disagrees, 4 without a credential for --remote. */
export function auditCommand(): Command {
  return new Command("audit")
    .description("Name every location that disagrees with version.json. Needs no network without --remote.")
    .option(
      "--remote",
      "also compare with what is deployed, and the audit log with what commits and this clone have seen of it",
    )
    .option("--json", "print the findings as one line of JSON")
    .action(audit);
}

async function audit({ remote, json }: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { audit } = await import("../manifest/audit.ts");
  const { report } = await import("../manifest/report.ts");
  const output = createOutput({ json }, mask.apply);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const there = remote ? await askControlPlane(workspace.root, output) : undefined;
  const { findings, notices } = await audit(workspace, there?.deployed);
  const { verdict } = there ?? {};
  report(output, {
    findings: [...findings, ...verdict?.findings ?? []],
    notices: [...notices, ...verdict === undefined ? [] : [verdict.summary, ...verdict.remarks]],
    ...verdict === undefined
      ? {}
      : { details: { audit: { head: verdict.head, proven: verdict.proven, missing: verdict.missing } } },
  }, "Every location agrees with version.json.");
}

async function askControlPlane(root: string, output: Output) {
  const { openSession } = await import("../ship/flow/session.ts");
  const { readDeployed } = await import("../ship/status/deployed-builds.ts");
  const { verifyAudit } = await import("../ship/trust/verify-audit.ts");
  const session = await openSession(root, output, interruptSignal());
  const [deployed, verdict] = await Promise.all([
    readDeployed(session),
    verifyAudit(session, session.control),
  ]);
  return { deployed, verdict };
}
