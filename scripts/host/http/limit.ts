import type { HostAnswer } from "./answer.ts";

/** Milliseconds to wait when the host names no time, for the first time; doubles. GitHub, "Rate limits for the REST API": at least a minute. */
const shortestUnsaid = 60_000;

/**
 * How long the host wants to be left alone, in milliseconds; null when the answer is about something else. `times`: how often it has said so
 * before. GitHub answers 403 or 429, and a 403 alone is about rights.
 */
export function limitWait(
  { status, headers, text }: HostAnswer,
  nowMs: number,
  times: number,
): number | null {
  if (status !== 403 && status !== 429) return null;
  const after = Number(headers.get("retry-after") ?? NaN);
  if (Number.isFinite(after)) return Math.max(after, 1) * 1000;
  // GitHub, and GitLab without the x-
  const remaining = headers.get("x-ratelimit-remaining") ?? headers.get("ratelimit-remaining");
  const reset = Number(headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? NaN);
  if (remaining === "0" && Number.isFinite(reset)) {
    // by the host's clock, which this machine's may be ahead of
    const hostNow = Date.parse(headers.get("date") ?? "");
    return Math.max(reset * 1000 - (Number.isNaN(hostNow) ? nowMs : hostNow), 0) + 1000;
  }
  const isLimit = status === 429 || /rate limit|abuse detection/i.test(text);
  return isLimit ? shortestUnsaid * 2 ** times : null;
}
