import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { gateHost } from "../gates/host.ts";
import type { Session } from "../ship/flow/session.ts";
import type { PromotionPlan } from "./plan.ts";

/**
 * Where commits come by pull request: opens it, or finds the open one, and says that somebody has to merge it. Nothing to do for what was merged,
 * and for every other rule. Raises `pull_request_open` (exit 9), and what the host says.
 */
export async function requireMerged(session: Session, { rule, lie, sha }: PromotionPlan): Promise<void> {
  if (rule.by !== "pull-request" || lie.isThere) return;
  const { environment: { name, upstream }, workspace, signal, output } = session;
  const host = await gateHost(workspace, { signal, note: (line) => output.note(line) });
  const { number, url } = await host.openPullRequest({
    head: rule.from,
    base: upstream.branch,
    title: `Promote ${rule.from} to ${name}`,
    body:
      `Brings ${upstream.branch} to what ${rule.from} has, ${sha} or later. Merging it and slipway promote ${name} deploy it.`,
  });
  throw new CommandError(
    "pull_request_open",
    `${name} is promoted by pull request ${number}, which is not merged yet: ${url}`,
    `Merge it, then run slipway promote ${name} again.`,
    exitCode.partial,
  );
}
