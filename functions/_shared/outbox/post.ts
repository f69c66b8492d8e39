import { errorName } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";

/** The answer to a POST, or why there is none. */
type Posted = { status: number; text: string; retryAfterS: number | null } | {
  transportError: string;
};

export type Post = (url: string, headers: Record<string, string>, body: unknown) => Promise<Posted>;

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

/** Seconds that a `retry-after` header asks for: delta-seconds or an HTTP date; null when absent or unreadable. */
function retryAfterSeconds(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - now.getTime()) / 1000);
}
