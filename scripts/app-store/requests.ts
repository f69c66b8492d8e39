import type { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { httpFetch } from "../runtime.ts";
import type { StoreCredential } from "./credentials.ts";
import { refusal } from "./refusal.ts";
import { createTokens } from "./token.ts";

/** Milliseconds for one answer. */
const timeoutMs = 20_000;

/**
 * Requests to the App Store Connect API 4.5; opens no connection before the first one. Every method raises CommandError:
 * `store_credential_refused` (exit 4), `store_app_unknown`, `store_refused` (409, 422: with Apple's own words), `store_rate_limited`,
 * `store_unreachable`, `store_answer_unexpected` (exit 1), and the signal's reason.
 */
export interface StoreRequests {
  get<Schema extends z.ZodType>(
    path: string,
    query: Record<string, string>,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>>;
  /** Sends a JSON:API document; the answer's is read where there is one. */
  send<Schema extends z.ZodType>(
    method: "POST" | "PATCH" | "DELETE",
    path: string,
    document: Record<string, unknown> | null,
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>>;
}

export function createRequests(credential: StoreCredential): StoreRequests {
  const token = createTokens(credential);
  let isKnownHere = false;

  async function request<Schema extends z.ZodType>(
    path: string,
    search: string,
    init: { method: string; body?: string },
    schema: Schema,
    signal?: AbortSignal,
  ): Promise<z.infer<Schema>> {
    const url = `${credential.apiUrl}${path}${search}`;
    let answer = await exchange(url, init, await token(), signal);
    // the key is good: the token was revoked, or this clock was set meanwhile
    if (answer.status === 401 && isKnownHere) {
      answer = await exchange(url, init, await token({ refusedAt: answer.headers.get("date") }), signal);
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

  async function exchange(
    url: string,
    { method, body }: { method: string; body?: string },
    bearer: string,
    signal?: AbortSignal,
  ) {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await httpFetch(url, {
        method,
        body,
        headers: {
          authorization: `Bearer ${bearer}`,
          accept: "application/json",
          ...body === undefined ? {} : { "content-type": "application/json" },
        },
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
    get: (path, query, schema, signal) =>
      request(path, `?${new URLSearchParams(query)}`, { method: "GET" }, schema, signal),
    send: (method, path, document, schema, signal) =>
      request(
        path,
        "",
        { method, body: document === null ? undefined : JSON.stringify({ data: document }) },
        schema,
        signal,
      ),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
