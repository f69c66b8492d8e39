import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Repository } from "../git/repository.ts";
import { check } from "../manifest/check.ts";
import { newFiles } from "./guards/late-files.ts";
import { readCloneState, refuse, runGuards } from "./guards/guards.ts";
import { findRewrittenAudit, rememberAuditHead } from "./trust/audit-head.ts";
import { trustCommands } from "./trust/trust.ts";
import { repeatedNotes } from "./record/notes.ts";
import { shippedBy } from "./flow/shipped-by.ts";
import type { Shipped } from "./record/outcome.ts";
import type { ShipRequest } from "./flow/flow.ts";
import { allSteps, runSteps } from "./flow/run-steps.ts";
import { runUnderLease } from "./flow/run-under-lease.ts";
import type { Session } from "./flow/session.ts";
import { shipFlowFor } from "./flow/ship-flow.ts";
import { guardEnvironment } from "./guards/environment.ts";

/**
 * Ships one component: guards, leases, then every step. Raises what a guard or a step raises; a ship that had written something by then
 * stays unfinished, and its leases are given back. `repository`: a look at the clone that has begun already.
 */
export async function shipComponent(
  session: Session,
  request: ShipRequest,
  repository?: Promise<Repository>,
): Promise<Shipped> {
  const { git, upstream, output, workspace } = session;
  // before the leases, so that nobody waits for a ship that can't begin
  const [looked, begun] = [readCloneState(git, upstream, repository), check(workspace)];
  begun.catch(() => {});
  const rewritten = findRewrittenAudit(session, session.control);
  rewritten.catch(() => {});
  const clone = await looked;
  const { commonDir, changes } = clone.repository;
  const seenFiles = newFiles(changes);
  const { component, isDeploying, reason } = request;
  const flow = shipFlowFor(session.environment);
  refuse(guardEnvironment(session.environment, component, reason), []);
  await trustCommands(session, request.confirm);
  const warnings = await runGuards(clone, session, component, { begun, isDeploying });
  const audit = await rewritten;
  if (audit) warnings.push(audit);
  for (const { code, message } of warnings) output.warn(code, message);
  if (warnings.length > 0 && await request.confirm?.("Ship all the same?") === false) throw declined();
  return await runUnderLease(session, flow, request, { commonDir, seenFiles }, async (run) => {
    const repeated = await repeatedNotes(run.workspace, run.lease.lastNotes);
    if (repeated && run.workspace.manifest.ship.notes.strict) refuse([repeated], []);
    // nobody is asked: others wait for the leases
    if (repeated) output.warn(repeated.code, repeated.message);
    await runSteps(run, allSteps(flow));
    // a head that is missing stays what is looked for
    if (run.outcome && !audit) await rememberAuditHead(session, run.outcome.table.auditHead);
    return shippedBy(run);
  });
}

function declined(): CommandError {
  return new CommandError(
    "declined",
    "nothing was shipped",
    "Fix what the warnings name.",
    exitCode.refused,
  );
}
