import type { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { httpFetch } from "../runtime.ts";
import type { StoreCredential } from "./credentials.ts";
import { refusal } from "./refusal.ts";
import { createTokens } from "./token.ts";

/** Milliseconds for one answer. */
const timeoutMs = 20_000;

/** What is asked of App Store Connect beside an address. */
interface Asked {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  query?: Record<string, string>;
  body?: unknown;
}

/**
 * Requests of App Store Connect's API. Each raises CommandError: `store_credential_refused` (exit 4), `store_app_unknown`,
 * `store_rate_limited`, `store_unreachable`, `store_answer_unexpected` (exit 1), and the signal's reason.
 */
export interface StoreRequests {
  get<Schema extends z.ZodType>(
    path: string,
    query: Record<string, string>,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>>;
  /** A write and what it answers; an empty answer is `undefined` to the schema. */
  send<Schema extends z.ZodType>(
    path: string,
    asked: Asked,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>>;
}

/** Opens no connection before the first call; all calls share one token. */
export function createRequests(credential: StoreCredential): StoreRequests {
  const token = createTokens(credential);
  let isKnownHere = false;

  async function send<Schema extends z.ZodType>(
    path: string,
    asked: Asked,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>> {
    const url = `${credential.apiUrl}${path}${asked.query ? `?${new URLSearchParams(asked.query)}` : ""}`;
    let answer = await fetchOnce(url, asked, await token(), signal);
    // the key is good: the token was revoked, or this clock was set meanwhile
    if (answer.status === 401 && isKnownHere) {
      answer = await fetchOnce(url, asked, await token({ refusedAt: answer.headers.get("date") }), signal);
    }
    const { status, text, headers } = answer;
    if (status < 200 || status > 299) throw refusal(status, text, headers, credential);
    isKnownHere = true;
    const parsed = schema.safeParse(parse(text));
    if (parsed.success) return parsed.data;
    throw new CommandError(
      "store_answer_unexpected",
      `App Store Connect answered ${path} with something else than this version of slipway knows`,
      "Update slipway.",
    );
  }

  async function fetchOnce(url: string, { method, body }: Asked, bearer: string, signal?: AbortSignal) {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await httpFetch(url, {
        method,
        headers: {
          authorization: `Bearer ${bearer}`,
          accept: "application/json",
          ...body === undefined ? {} : { "content-type": "application/json" },
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        // a redirect would carry the token to another host
        redirect: "manual",
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      return { status: response.status, text: await response.text(), headers: response.headers };
    } catch (cause) {
      signal?.throwIfAborted();
      const why = timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : "no connection";
      const error = new CommandError(
        "store_unreachable",
        `${credential.apiUrl}: ${why}`,
        "Check the network, then try again.",
      );
      throw Object.assign(error, { cause });
    }
  }

  return {
    send,
    get: (path, query, schema, signal) => send(path, { method: "GET", query }, schema, signal),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
