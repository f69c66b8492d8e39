import { CommandError } from "../../cli/command-error.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import { rememberAuditHead } from "../../ship/trust/audit-head.ts";
import { verifyAudit } from "../../ship/trust/verify-audit.ts";
import type { Place } from "../../ship/trust/witness.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** Whether the audit log is what commits and this clone have seen; well only when they have seen something. Then the clone keeps where it stands. */
export async function examineAudit(
  place: Place,
  control: Pick<ControlPlane, "verifyAuditHeads">,
): Promise<Diagnosis> {
  try {
    const { head, proven, summary, findings: [finding] } = await verifyAudit(place, control);
    if (finding !== undefined) return ill("audit", `${finding.message}; ${summary}`, finding.hint);
    if (head !== null) await rememberAuditHead(place, head);
    return proven === null
      ? unknown("audit", summary, "Nothing to do: look again after the next ship.")
      : well("audit", summary);
  } catch (error) {
    if (error instanceof CommandError) return unknown("audit", `${error.code}: ${error.message}`, error.hint);
    throw error;
  }
}
