// slipway gates approval: whether whoever owns a policy agrees to its change.

import { Command } from "commander";
import { addPullOptions, checkPull, type PullOptions } from "./gates-pull.ts";

/** `slipway gates approval`. Exit code 5 while a change of policy lacks its owner's approval or its decision record. */
export function gatesApprovalCommand(): Command {
  return addPullOptions(
    new Command("approval").description(
      "Check that a pull request which changes files of ship.gates.policies has the approval of one of their owners, and a new decision record.",
    ),
  ).action(approval);
}

async function approval(options: PullOptions): Promise<void> {
  const { approval } = await import("../gates/approval.ts");
  const { policiesOfPull } = await import("../gates/pulls/policies.ts");
  await checkPull("approval", options, async (judged, host) => {
    const changes = await policiesOfPull(host, judged);
    const { findings } = approval({
      ...{ environment: judged.pull.base, sha: judged.pull.headSha, at: new Date(0) },
      policies: { known: true, value: changes },
    });
    const passed = findings.length === 0;
    const reason = !passed
      ? `${findings.length} things are missing`
      : changes.length === 0
      ? "it changes no policy"
      : "the owners of what it changes agree";
    return { passed, reason, findings };
  });
}
