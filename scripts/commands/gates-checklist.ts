// slipway gates checklist: whether a pull request answers what every one has to.

import { Command } from "commander";
import { addPullOptions, checkPull, type PullOptions } from "./gates-pull.ts";

/** `slipway gates checklist`. Exit code 5 for an item without an answer, and for serious findings that nobody settled. */
export function gatesChecklistCommand(): Command {
  return addPullOptions(
    new Command("checklist").description(
      'Check that the pull request\'s text answers every item of ship.gates.checklist: a ticked box, or "n/a" with a reason. Review threads that say P0 or P1 have to be resolved.',
    ),
  ).action(checklist);
}

async function checklist(options: PullOptions): Promise<void> {
  const { checklistGaps } = await import("../gates/pulls/checklist.ts");
  await checkPull("checklist", options, async ({ pull, manifest }, host) => {
    const { checklist: items = [], neutral_blocks: neutralBlocks = false } = manifest.ship.gates ?? {};
    const threads = await host.reviewThreads(pull.number);
    const findings = checklistGaps({ items, body: pull.body, threads, neutralBlocks });
    const passed = findings.length === 0;
    const reason = passed
      ? `${items.length} items are answered, and no serious finding is open`
      : `${findings.length} things are open`;
    return { passed, reason, findings };
  });
}
