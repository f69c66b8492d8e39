// slipway gates maintainer-review: whether a maintainer stands behind a pull request.

import { Command } from "commander";
import { addPullOptions, checkPull, type PullOptions } from "./gates-pull.ts";

/** `slipway gates maintainer-review`. Exit code 5 while nobody of `ship.gates.maintainers` has approved it. */
export function gatesMaintainerReviewCommand(): Command {
  return addPullOptions(
    new Command("maintainer-review").description(
      "Check that a maintainer approved the pull request. A maintainer's own needs nobody else. Who is one, the branch says that it goes to.",
    ),
  ).action(maintainerReview);
}

async function maintainerReview(options: PullOptions): Promise<void> {
  const { maintainerReview } = await import("../gates/pulls/maintainer-review.ts");
  await checkPull("maintainer-review", options, async ({ pull, manifest }, host) =>
    maintainerReview({
      author: pull.author,
      headSha: pull.headSha,
      maintainers: manifest.ship.gates?.maintainers ?? [],
      reviews: await host.reviewsOf(pull.number),
    }));
}
