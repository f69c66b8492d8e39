// slipway gates: the rules of branches, as they are declared and as they are; and the checks of pull requests.

import process from "node:process";
import { Command } from "commander";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { gatesApprovalCommand } from "./gates-approval.ts";
import { gatesCiCommand } from "./gates-ci.ts";
import { gatesChecklistCommand } from "./gates-checklist.ts";
import { gatesMaintainerReviewCommand } from "./gates-maintainer-review.ts";

interface Options {
  check?: boolean;
  json?: boolean;
}

/** `slipway gates [--check] [--json]`. With --check exit code 5 for a rule that is not as declared, or can't be read. */
export function gatesCommand(): Command {
  return new Command("gates")
    .description(
      "Compare the rules of branches in version.json with those of the code host, classic protection and rulesets. Below it are the checks that pull requests need.",
    )
    .option("--check", "end with 5 when a rule is not as declared, or can't be read")
    .option("--json", "one line of JSON")
    .addHelpText(
      "after",
      `
✔ as declared   ✘ otherwise, with what to change   ? can't be read with this token: never taken for well
Classic protection needs a token that may read the repository's administration; a workflow's own token never can.`,
    )
    .enablePositionalOptions()
    .addCommand(gatesMaintainerReviewCommand())
    .addCommand(gatesChecklistCommand())
    .addCommand(gatesApprovalCommand())
    .addCommand(gatesCiCommand())
    .action(gates);
}

async function gates({ check, json }: Options): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { gateHost } = await import("../gates/host.ts");
  const { auditRules } = await import("../gates/rules/audit.ts");
  const { differencesOf, showAudit } = await import("../gates/rules/show.ts");
  const output = createOutput({ json }, mask.apply);
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const host = await gateHost(workspace, {
    signal: interruptSignal(),
    note: (line) => output.note(line),
  });
  const branches = await auditRules(host, workspace.manifest);
  const differences = differencesOf(branches).length;
  output.print(showAudit(branches));
  output.json({ event: "result", outcome: differences === 0 ? "agrees" : "differs", branches });
  if (check && differences > 0) process.exitCode = exitCode.refused;
}
