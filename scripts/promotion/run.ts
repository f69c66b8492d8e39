import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Promotion } from "../../functions/_shared/contract/environments.ts";
import { deployAll } from "../environments/deploy.ts";
import { announceUnit, unitRuns } from "../environments/unit.ts";
import { commitAt, isAncestor } from "../git/ancestry.ts";
import { pushLeased } from "../git/lease-push.ts";
import { fetchBranch, trackingRef } from "../git/remote.ts";
import { heldBy } from "../ship/flow/deployment.ts";
import type { ShipRun, Step } from "../ship/flow/flow.ts";
import { deployContext } from "../ship/flow/run-context.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import { holdBranch } from "../ship/flow/steps/fetch.ts";
import { archiveBranch } from "./archive.ts";
import { tagStep } from "./production-tag.ts";
import { requireHostsCutOver } from "./hosts.ts";

/** Moves the branch to the commit, if it still is where the gates saw it. Whoever was faster is told of, and nothing is lost. */
export function moveBranch(promotion: Pick<Promotion, "kind" | "previous_sha" | "archive_tag">): Step {
  const { kind, previous_sha: previous, archive_tag: archive } = promotion;
  return {
    name: "push",
    prepare: async (run) => {
      await holdBranch(run);
      return { sha: run.sha };
    },
    async run(run) {
      const { git, upstream, sha, signal, lease, control } = run;
      await fetchBranch(git, upstream, signal);
      const now = await commitAt(git, trackingRef(upstream));
      if (now === null || !await isAncestor(git, sha, now)) {
        if (now !== previous) throw moved(run, now);
        if (kind === "cutover" && previous !== null && archive !== null) {
          await archiveBranch(git, upstream, { tag: archive, sha: previous, signal });
        }
        if (!await pushLeased(git, upstream, sha, previous, signal)) throw moved(run, null);
      }
      await control.advancePromotion(heldBy(run), "pushed");
      run.isPushed = true;
      lease.release(`git:${upstream.branch}`).catch(() => {});
      return { summary: `${upstream.remote}/${upstream.branch} is at ${sha.slice(0, 12)}`, detail: { sha } };
    },
  };
}

/**
 * Deploys what moved as one unit, tells everybody at once, and ends the promotion. What an earlier attempt at this promotion has verified is not
 * deployed again.
 */
export async function deployPromoted(
  run: ShipRun,
  promotion: Promotion,
  components: readonly string[],
): Promise<void> {
  const isDone = (component: string) =>
    promotion.deployments.some((each) =>
      each.component === component && each.outcome === "verified" && each.sha === run.sha
    );
  await requireHostsCutOver(run, promotion);
  const order = run.environment.entry?.promote?.order ?? [];
  const contracting = order.flatMap((step) =>
    step.endsWith(":contract") ? [step.slice(0, -":contract".length)] : []
  );
  const children = unitRuns(run, components).map((child): ShipRun =>
    contracting.includes(child.request.component) ? { ...child, migrations: "expand" } : child
  );
  await deployAll(children.filter(({ request: { component } }) => !isDone(component)));
  for (const component of contracting) {
    const child = children.find(({ request }) => request.component === component);
    // what nothing needs any more goes when everything that runs is new
    if (child !== undefined) await runSteps({ ...child, migrations: "contract" }, [contractStep]);
  }
  const overridden = Object.entries(promotion.overrides).map(([gate, reason]) =>
    `Promoted past ${gate}: ${reason}`
  );
  const steps = run.environment.announces && children.length > 0 ? [announceUnit(children, overridden)] : [];
  const tag = run.environment.entry?.promote?.tag;
  await runSteps(run, tag === undefined ? steps : [...steps, tagStep(tag, promotion)]);
  await run.control.advancePromotion(heldBy(run), "done");
}

/** Applies the contracting migrations of a component whose expanding ones came with its deploy. */
const contractStep: Step = {
  name: "contract",
  async run(run) {
    const { request: { component }, control, environment } = run;
    const { applyPending } = await import("../deploy/migrations/apply-pending.ts");
    const { applied } = await applyPending(deployContext(run), "contract", {
      control,
      failure: {
        code: "migration_failed",
        what: `Contracting the database of ${component} in ${environment.name}`,
        hint:
          `Everything else is out and verified. Correct what is named, then run slipway promote ${environment.name} --resume.`,
        exitCode: exitCode.partial,
      },
    });
    return {
      summary: applied.length === 0 ? "nothing to contract" : applied.join(", "),
      detail: { applied },
    };
  },
};

function moved({ upstream: { remote, branch } }: ShipRun, now: string | null): CommandError {
  return new CommandError(
    "branch_moved",
    `${remote}/${branch} moved${now === null ? "" : ` to ${now.slice(0, 12)}`} since the gates looked at it`,
    "Nothing was pushed. Look at what is there, give this promotion up (slipway promote --abandon) and promote again.",
    exitCode.refused,
  );
}
