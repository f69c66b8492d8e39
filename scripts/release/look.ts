import process from "node:process";
import { exitCode } from "../cli/exit-code.ts";
import type { AskChecks } from "../ship/guards/ask-checks.ts";
import type { Session } from "../ship/flow/session.ts";
import { findBaselines } from "./baselines.ts";
import { storiesOf } from "./candidates.ts";
import type { CutRequest } from "./cut.ts";
import { redForRelease } from "./green.ts";
import { makePlan, writePlanFile } from "./plan-file.ts";
import { guardPromotion } from "./promotion.ts";
import { choose, lookAround } from "./release.ts";
import { renderCuts } from "./screen.ts";

/** --dry-run and --plan: finds everything out and writes nothing but the plan's file. */
export async function show(
  session: Session,
  request: CutRequest,
  { askChecks, plan: file, exitCode: asksForCode }: {
    askChecks: AskChecks;
    plan?: string;
    exitCode?: boolean;
  },
): Promise<void> {
  const { output } = session;
  if (!session.canWrite) {
    output.note(
      "With a publishable key nobody can see what other releases have reserved: the numbers are the lowest possible ones.",
    );
  }
  const { at, base } = await lookAround(session, request);
  for (const { tag, old } of await findBaselines(at)) {
    output.print(`baseline ${tag}, as ${old.name}`);
  }
  const { cuts, skipped, candidates } = await choose(at, base, request);
  const warnings = await guardPromotion({ ...at, candidates, cuts });
  const red = cuts.length === 0 ? [] : await redForRelease(at, askChecks, { sha: base, seconds: 0 });
  for (const { code, message } of [...skipped, ...warnings, ...red]) output.warn(code, message);
  const plan = await makePlan({ ...at, base, cuts, stories: storiesOf(candidates) }, request);
  if (file !== undefined && plan.tracks.length > 0) await writePlanFile(file, plan);
  output.print(plan.tracks.length === 0 ? "No track changed since its last tag." : renderCuts(plan.tracks));
  for (const path of Object.keys(plan.files)) output.print(`write ${path}`);
  output.json({ event: "result", ...plan, outcome: plan.tracks.length === 0 ? "nothing_to_do" : "planned" });
  if (plan.tracks.length === 0 && asksForCode) process.exitCode = exitCode.nothingToDo;
}
