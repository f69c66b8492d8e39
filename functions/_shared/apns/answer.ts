import { z } from "zod";
import { NotProcessed, type Reply } from "../http2/client.ts";
import { ruleFor } from "./reasons.ts";

/** An answer of APNs. */
export interface Answer {
  status: number;
  /** Empty for a 200, `unknown` when the body names none. */
  reason: string;
  /** Only with a 410: when APNs confirmed that the token is dead, ms since the epoch. */
  timestampMs: number | null;
  retryAfterS: number | null;
}

/** Shared by every success: the hot path allocates nothing for it. */
const accepted: Answer = { status: 200, reason: "", timestampMs: null, retryAfterS: null };

/** The last moment that Date knows, ms since the epoch. */
const endOfTime = 8.64e15;
/** Nobody is asked to be silent for longer. */
const longestWaitS = 86_400;

/** What can't be one of Apple's is none: one odd reply must not spoil what is written down of a thousand others. */
const bodySchema = z.object({
  reason: z.string().regex(/^[A-Za-z0-9]{1,64}$/).catch("unknown"),
  timestamp: z.int().min(0).max(endOfTime).nullish().catch(null),
});

/** APNs certainly did nothing with the request: it may be sent again, and says nothing about the device. */
export const notProcessed: Answer = {
  status: 0,
  reason: "not_processed",
  timestampMs: null,
  retryAfterS: null,
};

/** What a reply of APNs says. */
export function readReply({ status, retryAfter, body }: Reply): Answer {
  if (status === 200) return accepted;
  const parsed = parse(body);
  return {
    status,
    reason: parsed?.reason ?? "unknown",
    timestampMs: status === 410 ? parsed?.timestamp ?? null : null,
    retryAfterS: Number(retryAfter) > 0 ? Math.min(Number(retryAfter), longestWaitS) : null,
  };
}

/** Null: nobody knows whether APNs got the request. */
export function readFailure(error: unknown): Answer | null {
  return error instanceof NotProcessed ? notProcessed : null;
}

function parse(text: string) {
  try {
    const parsed = bodySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What the sender does about an answer. */
type Action =
  | "accepted"
  | "dead"
  | "failed"
  | "other_host"
  | "retry"
  | "reconnect"
  | "fresh_token"
  | "pause"
  | "stop";

/** The table of reasons as one decision. */
export function actionFor(answer: Answer): Action {
  if (answer.status === 200) return "accepted";
  const rule = ruleFor(answer.status, answer.reason);
  switch (rule.retry) {
    case "delayed":
    case "after_15_minutes":
      return "retry";
    case "reconnect":
      return "reconnect";
    case "fresh_token":
      return "fresh_token";
    case "pause":
      return "pause";
    case "never":
      if (rule.scope === "run") return "stop";
      if (rule.deactivate) return "dead";
      return rule.reason === "BadDeviceToken" ? "other_host" : "failed";
  }
}

const quarterHourS = 15 * 60;

/** Seconds until a refused device may be tried again; null lets SQL choose. Apple: 5xx not before 15 minutes. */
export function retryAfter(answer: Answer, random: () => number): number | null {
  if (answer.status < 500) return answer.retryAfterS;
  return Math.round(Math.max(quarterHourS, answer.retryAfterS ?? 0) + random() * 300);
}
