import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { httpFetch } from "../runtime.ts";
import type { Credential } from "./credentials.ts";
import { refusal } from "./refusal.ts";

/** Calls one function of schema `ship` and checks its answer. */
export type Call = <Schema extends z.ZodType>(
  name: string,
  args: Record<string, unknown>,
  answer: Schema,
  options?: { isRepeatable?: boolean },
) => Promise<z.infer<Schema>>;

const timeoutMs = 10_000;

/**
 * Calls functions of schema `ship` over the Data API, with keep-alive and a limit of 10 s. A call that may be repeated
 * is sent once more when the connection broke: an idle one may have been closed by the other side.
 * Raises CommandError as `refusal` says, and `control_plane_unreachable`.
 */
export function createCall(credential: Credential): Call {
  const base = credential.url.replace(/\/+$/, "");
  const headers = {
    "content-type": "application/json",
    "content-profile": "ship",
    "accept-profile": "ship",
    apikey: credential.key,
    // A legacy key is a JWT, and the Data API takes the role from it.
    ...credential.key.startsWith("eyJ") ? { authorization: `Bearer ${credential.key}` } : {},
  };

  async function send(name: string, body: string): Promise<{ status: number; text: string }> {
    const response = await httpFetch(`${base}/rest/v1/rpc/${name}`, {
      method: "POST",
      headers,
      body,
      // a redirect would carry the key to another host
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  }

  return async (name, args, answer, { isRepeatable = false } = {}) => {
    const body = JSON.stringify(args);
    const { status, text } = await send(name, body)
      .catch((error: unknown) => isRepeatable && !isTimeout(error) ? send(name, body) : Promise.reject(error))
      .catch((error: unknown) => Promise.reject(unreachable(base, error)));
    if (status < 200 || status > 299) throw refusal(status, text, credential, name);
    const parsed = answer.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw Object.assign(
      new CommandError(
        "answer_unexpected",
        `ship.${name} answered something else than this version of slipway knows`,
        "Bring command line and migrations to the same version.",
      ),
      { cause: new Error(z.prettifyError(parsed.error)) },
    );
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

function unreachable(base: string, error: unknown): CommandError {
  const why = isTimeout(error) ? `no answer within ${timeoutMs / 1000} s` : "no connection";
  return Object.assign(
    new CommandError(
      "control_plane_unreachable",
      `${base}: ${why}`,
      "Check the network and the address.",
      exitCode.failure,
    ),
    { cause: error },
  );
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}
