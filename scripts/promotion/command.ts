import { confirmWith } from "../cli/confirm.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";
import { openSession } from "../ship/flow/session.ts";
import { printOutcome } from "../ship/record/outcome.ts";
import { abandonShip } from "../ship/resume/abandon.ts";
import { askForName } from "./ask-for-name.ts";
import { parseOverrides } from "../gates/overrides.ts";
import { judgePromotion, promote, type Promoted } from "./promote.ts";
import type { PromoteRequest } from "./request.ts";
import type { Overrides } from "../gates/overrides.ts";
import { resumePromotion } from "./resume.ts";
import { describePromotion } from "./screen.ts";

/** Of `slipway promote`, as the command line gives them. */
export interface PromoteOptions {
  override?: string[];
  reason?: string;
  hotfix?: boolean;
  cutover?: boolean;
  confirm?: string;
  dryRun?: boolean;
  resume?: boolean;
  abandon?: boolean;
  yes?: boolean;
}

interface Around {
  root: string;
  output: Output;
  signal: AbortSignal;
  waitSeconds: number;
}

/** A reason for all of it is one for the hour as well. */
function withHours(overrides: Overrides, reason: string | undefined): Overrides {
  if (reason === undefined || reason.trim() === "" || overrides.has("window")) return overrides;
  return new Map([...overrides, ["window", reason.trim()]]);
}

/** What `slipway promote` does, whichever of its forms was asked for. */
export async function runPromote(
  name: string | undefined,
  sha: string | undefined,
  options: PromoteOptions,
  { root, output, signal, waitSeconds }: Around,
): Promise<void> {
  const session = await openSession(root, output, signal, "secret", name);
  const { environment } = session;
  const confirm = confirmWith(output, options.yes ?? false);
  if (options.abandon) {
    const asked = { kind: "promotion" as const, reason: options.reason, confirm };
    const { ship } = await abandonShip(session, asked);
    output.print(
      `The promotion to ${environment.name} is given up. What it moved and deployed stays as it is.`,
    );
    return output.json({ event: "result", environment: environment.name, ship, outcome: "abandoned" });
  }
  if (options.resume) return print(await resumePromotion(session, { waitSeconds, confirm }));

  const request: PromoteRequest = {
    ...{ sha, reason: options.reason, waitSeconds, confirm, typed: options.confirm },
    overrides: withHours(
      parseOverrides(options.override ?? [], environment.entry?.promote?.needs ?? []),
      options.reason,
    ),
    kind: options.cutover ? "cutover" : options.hotfix ? "hotfix" : "promotion",
  };
  const judged = await judgePromotion(session, request);
  const { plan, gates, refusals } = judged;
  if (options.dryRun || refusals.length === 0) output.print(describePromotion(environment, judged));
  output.json({
    ...{ event: "gates", environment: environment.name, sha: plan.sha, previous: plan.previous },
    ...{ components: plan.components, gates, refusals },
  });
  if (options.dryRun) {
    if (refusals.length === 0) return output.json({ event: "result", outcome: "planned" });
    throw new CommandError(
      "promotion_refused",
      `${environment.name} would not be promoted: ${refusals.length} things speak against it`,
      "Fix what is named above; a gate can be passed over with --override gate=reason, which everybody hears of.",
      exitCode.refused,
    );
  }
  if (request.kind === "cutover" && refusals.length === 0) {
    request.typed ??= await askForName(output, environment.name);
  }
  print(await promote(session, request, judged));

  function print({ ship, sha, components, outcome }: Promoted): void {
    const list = components.length === 0
      ? "nothing that is deployed changed"
      : `${components.join(", ")} verified`;
    output.print(`${environment.name} is at ${sha.slice(0, 12)}: ${list}.`);
    if (outcome !== undefined) printOutcome(output, outcome);
    output.json({
      ...{ event: "result", environment: environment.name, ship, sha, components },
      ...{ table: outcome?.table, outcome: "done" },
    });
  }
}
