import { CommandError } from "../cli/command-error.ts";
import type { Confirm } from "../cli/confirm.ts";
import { exitCode } from "../cli/exit-code.ts";
import { preparedAt } from "../environments/unit.ts";
import { readRepository } from "../git/repository.ts";
import { bareFlow } from "../ship/flow/bare-flow.ts";
import { endRun } from "../ship/flow/end-run.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import type { ShipRun } from "../ship/flow/flow.ts";
import type { Session } from "../ship/flow/session.ts";
import { leaseStep } from "../ship/flow/steps/opening.ts";
import { cloneId } from "../ship/lease/clone.ts";
import { lockClone } from "../ship/lease/clone-lock.ts";
import { retryWhileHeld } from "../ship/lease/retry-while-held.ts";
import { takeOver } from "../ship/resume/take-over.ts";
import type { Promoted } from "./promote.ts";
import { deployPromoted, moveBranch } from "./run.ts";

/**
 * Goes on with the environment's unfinished promotion, from any clone: the branch is moved if it was not, what is verified already stays as it is,
 * and everybody is told once. Raises `promotion_unknown` (exit 5) when there is none, `lease_held` (exit 6).
 */
export async function resumePromotion(
  session: Session,
  { waitSeconds, confirm }: { waitSeconds: number; confirm?: Confirm },
): Promise<Promoted> {
  const { git, control, environment, output, signal } = session;
  const repository = await readRepository(git);
  const limit = { seconds: waitSeconds, output, signal };
  const lock = await retryWhileHeld(() => lockClone(repository.commonDir, "slipway promote --resume"), limit);
  try {
    const { ships } = await control.shipStatus(environment.name);
    const left = ships.find(({ kind, environment: name }) =>
      kind === "promotion" && name === environment.name
    );
    if (left === undefined) throw nothingOpen(environment.name);
    const how = { flow: bareFlow("promotion"), cloneId: cloneId(repository.commonDir), waitSeconds, confirm };
    const { run: taken, resumed } = await takeOver(session, left, how);
    const { environments } = await control.environmentStatus();
    const promotion = environments.find(({ name }) => name === environment.name)?.promotion;
    if (!promotion || promotion.ship !== resumed.ship) {
      await taken.lease.end({ outcome: "abandoned", reason: "ended before it was written down" });
      throw nothingOpen(environment.name);
    }
    const run: ShipRun = { ...taken, sha: promotion.sha, isPushed: promotion.pushed_at !== null };
    return await endRun(run, async () => {
      await runSteps(run, [leaseStep, moveBranch(promotion)]);
      const components = promotion.components;
      await preparedAt(run, repository, () => deployPromoted(run, promotion, components));
      return { ship: run.lease.id, sha: run.sha, components, outcome: run.outcome };
    });
  } finally {
    lock.value.release();
  }
}

function nothingOpen(name: string): CommandError {
  return new CommandError(
    "promotion_unknown",
    `no promotion to ${name} is unfinished`,
    `slipway env shows what runs where. A new one: slipway promote ${name}.`,
    exitCode.refused,
  );
}
