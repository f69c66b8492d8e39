import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { compareDotted } from "../../manifest/compare.ts";
import { elapsed, sleep } from "../../runtime.ts";
import { isPassing, type PollingLimits } from "../wait.ts";
import type { PromotionDeps } from "./promote.ts";
import { refuseRejected } from "./refusals.ts";
import { isForSale, waitsForRelease } from "./states.ts";
import type { StoreVersion } from "./versions.ts";

/**
 * Looks until Apple has decided: for sale, or approved and waiting for whoever releases it. Raises `version_rejected` (exit 9), and
 * `review_pending` (exit 9) when the time is over.
 */
export async function waitForReview(
  { versions, signal, note }: Pick<PromotionDeps, "versions" | "signal" | "note">,
  version: string,
  limits: PollingLimits,
): Promise<string> {
  const deadline = elapsed() + limits.limit;
  let last = "";
  for (let pause = limits.first;; pause = Math.min(pause * 1.5, limits.longest)) {
    const found = await look(versions, version, signal);
    if (found instanceof CommandError) {
      if (found.message !== last) note(found.message);
      last = found.message;
    } else if (found !== undefined) {
      if (found.state !== last) note(`the App Store says ${found.state} of ${version}`);
      last = found.state;
      refuseRejected(found);
      if (isForSale(found) || waitsForRelease(found)) return found.state;
    }
    const left = deadline - elapsed();
    if (left <= 0) {
      throw new CommandError(
        "review_pending",
        `Apple has not decided about ${version} yet: ${last}`,
        `It goes on without anybody waiting. Look again: slipway ios promote --train ${version} --wait.`,
        exitCode.partial,
      );
    }
    await sleep(Math.min(pause, left), signal);
  }
}

/** The version as the store calls it, 1.1 or 1.1.0; days may pass, and no outage of minutes ends that. */
async function look(
  versions: PromotionDeps["versions"],
  version: string,
  signal: AbortSignal,
): Promise<StoreVersion | CommandError | undefined> {
  try {
    return (await versions.list(signal)).find((one) => compareDotted(one.version, version) === 0);
  } catch (error) {
    if (isPassing(error)) return error;
    throw error;
  }
}
