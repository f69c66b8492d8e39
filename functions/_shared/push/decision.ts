import { actionFor, type Answer, retryAfter } from "../apns/answer.ts";
import type { ApnsEnvironment } from "../contract/fields.ts";
import type { PushOutcome } from "../contract/pushes.ts";

/** Why a batch ends before all its devices are answered. */
export type End =
  /** The lease is somebody else's: write nothing more. */
  | { why: "lost" }
  /** The whole run is wrong: record that in the database. */
  | { why: "stop"; reason: string; detail: string; refusedToken?: string }
  /** SQL stopped the run: superseded, or its breaker. */
  | { why: "stopped_by_database"; reason: string }
  /** Its host can't be reached: keep the lease, so that nobody tries again before it has run out. */
  | { why: "kept"; reason: string; cause: string }
  /** Hand the rest over. `successor`: somebody is woken at once; otherwise the sweep tries again later. */
  | { why: "released"; reason: string; successor: boolean };

/** This worker may send no more. */
export const budgetUsed = { why: "released", reason: "budget", successor: true } satisfies End;
export const timeIsUp = { why: "released", reason: "deadline", successor: true } satisfies End;

/** What a log calls it. */
export function nameOf(end: End | null): string | undefined {
  return end === null ? undefined : "reason" in end ? end.reason : end.why;
}

type Decision =
  | { do: "accept"; outcome?: PushOutcome }
  | { do: "refuse"; outcome: PushOutcome; otherHostRefusesKey?: true }
  | { do: "repeat" }
  | { do: "try_other_host" }
  | { do: "refresh" }
  | { do: "end"; end: End };

interface AnsweredRequest {
  /** Null: the transport failed, or was silent for 10 s; APNs may or may not have got the request. */
  answer: Answer | null;
  device: number;
  /** How often a request for this device has ended without a final answer, this time included. */
  attempts: number;
  /** The answer comes from the host that is not the device's own. */
  isOtherHost: boolean;
  otherEnvironment: ApnsEnvironment;
  /** How many devices of this run have been told with the very same key, topic and payload. */
  sent: number;
  /** Whether this key works there, as far as is known. */
  mayTryOtherHost: boolean;
  random: () => number;
}

/** Ambiguous requests are repeated with the same collapse-id, so that a duplicate merges; three times at most. */
const mostAttempts = 3;

/** What is known about a device whose host can't be reached. */
export const unreachable: PushOutcome = {
  id: 0,
  status: 0,
  reason: "transport_error",
  timestamp_ms: null,
  verdict: "retry",
  retry_after_s: null,
  apns_environment: null,
  both_hosts: false,
};

/** The outcome of a device that its own host does not know. */
export const unknownDevice: PushOutcome = {
  ...unreachable,
  status: 400,
  reason: "BadDeviceToken",
  verdict: "failed",
};

/** What an answer means for its device, its batch and its run. Pure: the table of reasons plus the two-host rule. */
export function decide(
  { answer, device, attempts, isOtherHost, otherEnvironment, sent, mayTryOtherHost, random }: AnsweredRequest,
): Decision {
  if (answer === null) {
    return attempts < mostAttempts
      ? { do: "repeat" }
      : { do: "refuse", outcome: { ...unreachable, id: device } };
  }
  const { status, reason, timestampMs } = answer;
  const outcome = (verdict: PushOutcome["verdict"]): PushOutcome => (
    { ...unreachable, id: device, status, reason, timestamp_ms: timestampMs, verdict }
  );
  // The answer of its own host stands, unless the other one knows the device.
  const unknown: PushOutcome = { ...unknownDevice, id: device };
  const action = actionFor(answer);
  // The other host refuses this key altogether: that says nothing about the device, and asking there again is useless.
  if (isOtherHost && (action === "stop" || status === 403) && action !== "fresh_token") {
    return { do: "refuse", outcome: unknown, otherHostRefusesKey: true };
  }
  switch (action) {
    case "accepted":
      if (!isOtherHost) return { do: "accept" };
      return {
        do: "accept",
        outcome: { ...unknown, status, verdict: "corrected", apns_environment: otherEnvironment },
      };
    case "dead":
      return { do: "refuse", outcome: outcome("dead") };
    case "failed":
      return { do: "refuse", outcome: isOtherHost ? unknown : outcome("failed") };
    case "other_host":
      if (isOtherHost) return { do: "refuse", outcome: { ...unknown, both_hosts: true } };
      return mayTryOtherHost ? { do: "try_other_host" } : { do: "refuse", outcome: unknown };
    case "retry":
      return { do: "refuse", outcome: { ...outcome("retry"), retry_after_s: retryAfter(answer, random) } };
    case "reconnect":
      return attempts < mostAttempts ? { do: "repeat" } : { do: "refuse", outcome: outcome("retry") };
    case "fresh_token":
      return { do: "refresh" };
    case "pause":
      return { do: "end", end: { why: "released", reason, successor: false } };
    case "stop":
      // what others were just told with can't be wrong for everybody: one stray answer stops nothing
      if (sent > 0 && attempts < mostAttempts) return { do: "repeat" };
      return { do: "end", end: { why: "stop", reason, detail: `APNs answered ${status}` } };
  }
}

/** Apple ends this connection, or has bound it to another key: what comes next needs a new one. */
export function wantsNewConnection(answer: Answer | null): boolean {
  return answer !== null && answer.status !== 200 &&
    (["reconnect", "pause"].includes(actionFor(answer)) || answer.reason === "Shutdown");
}
