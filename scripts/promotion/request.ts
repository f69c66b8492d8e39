import type { Confirm } from "../cli/confirm.ts";
import type { Overrides } from "../gates/overrides.ts";

/** What was asked for. */
export interface PromoteRequest {
  /** The head of the source when it is missing. */
  sha?: string;
  /** Why it is promoted outside of the hours, off the usual way, or by force. */
  reason?: string;
  /** Gate to reason. */
  overrides: Overrides;
  /** `hotfix`: a commit that the source lacks. `cutover`: the branch is reset, whatever it had. */
  kind: "promotion" | "hotfix" | "cutover";
  /** The name of the environment, typed by whoever resets its branch. */
  typed?: string;
  waitSeconds: number;
  confirm?: Confirm;
}
