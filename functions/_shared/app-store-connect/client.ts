import type { z } from "zod";
import { errorName, Problem } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";
import type { StoreEnv } from "./env.ts";
import { createTokens } from "./token.ts";

/** Milliseconds for one answer. */
const timeoutMs = 20_000;
/** Apple counts requests by the hour, and several tools may share a key. */
const limitedForS = "600";

/** Reads from App Store Connect. */
export type ReadStore = <Schema extends z.ZodType>(
  path: string,
  query: Record<string, string>,
  schema: Schema,
) => Promise<z.infer<Schema>>;

/**
 * A reader of the App Store Connect API 4.5. Raises Problem `not_configured`, `store_key_invalid`, `store_credential_refused`,
 * `store_app_unknown`, `store_rate_limited`, `store_unreachable`, `store_answer_unexpected`.
 */
export function createStore(
  { key, url }: StoreEnv,
  { fetch, date }: Pick<Runtime, "fetch" | "date">,
): ReadStore {
  const tokens = key.configured
    ? createTokens(
      key.value,
      () => date().getTime(),
      (cause) =>
        new Problem("store_key_invalid", 503, "ASC_PRIVATE_KEY is not a P-256 key in PKCS #8 form.", {
          cause,
        }),
    )
    : undefined;

  async function send(path: string, bearer: string) {
    try {
      const response = await fetch(`${url}${path}`, {
        headers: { authorization: `Bearer ${bearer}`, accept: "application/json" },
        // a redirect would carry the token to another host
        redirect: "manual",
      }, timeoutMs);
      return { status: response.status, text: await response.text(), date: response.headers.get("date") };
    } catch (error) {
      throw new Problem("store_unreachable", 503, "App Store Connect did not answer.", {
        cause: new Problem(errorName(error), 503, "fetch"),
      });
    }
  }

  return async (path, query, schema) => {
    if (tokens === undefined) {
      const missing = key.configured ? "" : key.missing.join(", ");
      throw new Problem("not_configured", 503, `App Store Connect needs ${missing}.`);
    }
    const target = `${path}?${new URLSearchParams(query)}`;
    let answer = await send(target, await tokens());
    if (answer.status === 401) answer = await send(target, await tokens({ refusedAt: answer.date }));
    if (answer.status !== 200) throw refusal(answer.status);
    const parsed = schema.safeParse(parse(answer.text));
    if (parsed.success) return parsed.data;
    throw new Problem(
      "store_answer_unexpected",
      500,
      `App Store Connect answered ${path} in an unknown shape.`,
    );
  };
}

/** Source: Apple, "Interpreting and Handling Errors", "Identifying Rate Limits". */
function refusal(status: number): Problem {
  const answered = `App Store Connect answered ${status}.`;
  switch (status) {
    case 401:
    case 403:
      return new Problem("store_credential_refused", 503, answered);
    case 404:
      return new Problem("store_app_unknown", 503, answered);
    case 429:
      return new Problem("store_rate_limited", 503, answered, { headers: { "retry-after": limitedForS } });
    default:
      return new Problem(status >= 500 ? "store_unreachable" : "store_answer_unexpected", 503, answered);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
