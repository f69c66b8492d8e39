import type { Session } from "../ship/flow/session.ts";
import type { PromotionPlan } from "./plan.ts";
import type { PromoteRequest } from "./request.ts";
import type { Finding } from "../cli/command-error.ts";

/** What one gate said. */
export interface JudgedGate {
  gate: string;
  state: "passed" | "refused" | "warned" | "unknown";
  findings: Finding[];
  /** Why it was passed over. */
  override?: string;
}

/** Every gate that the environment needs. */
export function judgeGates(
  _session: Session,
  _plan: PromotionPlan,
  _request: PromoteRequest,
): Promise<JudgedGate[]> {
  return Promise.resolve([]);
}
