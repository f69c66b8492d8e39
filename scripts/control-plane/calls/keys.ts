import * as keys from "../../../functions/_shared/contract/keys.ts";
import { type Call, repeatable } from "../call.ts";

/** Of a key: how it begins, and its SHA-256 in hex. Never the key. */
export interface PublicPart {
  prefix: string;
  digest: string;
}

export const keyCalls = (call: Call) => ({
  /** The keys that live under a name, or under all, with the rotations that are open. */
  keyStatus: (name?: string) => call(keys.keyStatus, { name }, repeatable),
  keyUsageReport: (hours: number) => call(keys.keyUsageReport, { hours }, repeatable),
  /** What is accepted under a name now; how many of it are new there. */
  recordKeys: (args: { name: string; kind: string; live: readonly PublicPart[]; actor: string }) =>
    call(keys.recordKeys, args, repeatable),
  /** `rotation_open`. */
  beginKeyRotation: (args: {
    name: string;
    kind: string;
    component?: string;
    trigger: "routine" | "incident";
    reason?: string;
    live: readonly PublicPart[];
    actor: string;
  }) => call(keys.beginKeyRotation, args),
  /** `key_step_out_of_order`, `key_in_use`, `key_watch_too_short`, `key_removal_not_allowed`, `key_not_new`. */
  recordKeyStep: (args: {
    rotation: number;
    step: keys.KeyStep;
    how: keys.KeyStepHow;
    note?: string;
    reason?: string;
    build?: number;
    prefix?: string;
    digest?: string;
    actor: string;
  }) => call(keys.recordKeyStep, args),
  /** Asked before the old key is removed: `key_in_use`, `key_watch_too_short`. */
  allowKeyRemoval: (args: { rotation: number; force: boolean; reason?: string; actor: string }) =>
    call(keys.allowKeyRemoval, args, repeatable),
  abandonKeyRotation: (args: { rotation: number; reason: string; actor: string }) =>
    call(keys.abandonKeyRotation, args),
});
