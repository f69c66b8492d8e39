import type { Confirm } from "../cli/confirm.ts";
import type { KeyStep } from "../control-plane/control-plane.ts";

/** What a person asks of a rotation. */
export interface RotationWish {
  isIncident: boolean;
  /** Go on with the one that is open. */
  isResume: boolean;
  /** Stop after this step. */
  toStep?: KeyStep;
  /** Remove the old key though it is in use. */
  isForced: boolean;
  reason?: string;
  /** The step that waits is done. */
  isConfirmed: boolean;
  keyFile?: string;
  /** Asks whoever is there; undefined when nobody is. */
  confirm?: Confirm;
}
