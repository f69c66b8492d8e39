import type { DeliveryOutcome } from "../database.ts";
import { errorName } from "../errors.ts";
import { retryAfterSeconds } from "../http.ts";
import type { Runtime } from "../runtime.ts";
import type { Delivery } from "../schemas.ts";

/** Records a sent part and renews the lease; false when somebody else has taken over. */
export type RecordPart = (partsSent: number) => Promise<boolean>;

/** Sends one delivery once and says how it went. Never throws for what the far side does. */
export type Send = (delivery: Delivery, recordPart: RecordPart) => Promise<DeliveryOutcome>;

export type Post = (url: string, headers: Record<string, string>, body: unknown) => Promise<
  { status: number; text: string; retryAfterS: number | null } | {
    transportError: string;
  }
>;

const timeoutMs = 5_000;
const longestAnswer = 4_096;

/** A JSON POST that answers within 5 s or says that it did not: errors never carry the URL, which may hold a token. */
export function createPost({ fetch, date }: Pick<Runtime, "fetch" | "date">): Post {
  return async (url, headers, body) => {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }, timeoutMs);
      const text = (await response.text()).slice(0, longestAnswer);
      return {
        status: response.status,
        text,
        retryAfterS: retryAfterSeconds(response.headers.get("retry-after"), date()),
      };
    } catch (error) {
      return { transportError: errorName(error) };
    }
  };
}
