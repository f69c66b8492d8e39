import * as hosts from "../../../functions/_shared/contract/hosts.ts";
import { type Call, repeatable } from "../call.ts";

/** What version.json says of hosts, by environment; with the branch's commit, and since when it is there, where they are known. */
export type DeclaredHosts = Record<
  string,
  { branch: string; hosts: readonly string[]; sha?: string; since?: string }
>;

export const hostCalls = (call: Call) => ({
  /** What a host runs now. The log and the chat hear of it when it is another branch, commit or state than before. */
  reportHost: ({ isDirty, ...args }: {
    host: string;
    environment: string;
    branch: string;
    sha: string;
    isDirty: boolean;
    state: hosts.HostState;
    detail: Record<string, unknown>;
    actor: string;
  }) => call(hosts.reportHost, { ...args, is_dirty: isDirty }, repeatable),
  /** What every host runs, and where that is not as declared: `declared_invalid`. */
  hostStatus: (environment?: string, declared?: DeclaredHosts) =>
    call(hosts.hostStatus, { environment, declared }, repeatable),
  /** One that was recorded before stays as it was: `cutover_step_out_of_order`, `cutover_elsewhere`. */
  recordCutoverStep: (args: {
    environment: string;
    promotion: string;
    host: string;
    step: hosts.CutoverStep;
    actor: string;
  }) => call(hosts.recordCutoverStep, args, repeatable),
  /** Whether each of these hosts has taken all steps. */
  cutoverStatus: (promotion: string, names: readonly string[]) =>
    call(hosts.cutoverStatus, { promotion, hosts: [...names] }, repeatable),
});
