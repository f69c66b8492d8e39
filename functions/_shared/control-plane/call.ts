import { type Access, type DataApiError, readError, readJsonText, rpcRequest } from "../contract/data-api.ts";
import type { Call } from "../contract/rpc.ts";
import { errorName, Problem } from "../endpoint/problem.ts";
import type { Runtime } from "../runtime.ts";

/** More than the 8 s after which the database ends a statement of the Data API. */
const timeoutMs = 10_000;

/**
 * Calls SQL functions through the Data API. supabase-js would do it too, but it was three quarters of what `ios` loaded
 * for a redirect, and more than half of its cold start (docs/adr/0003-dependencies.md).
 *
 * Raises Problem: the database's own code, `database_unavailable`, or `database_answer_unexpected`.
 */
export function createCall(access: Access, { fetch, date }: Pick<Runtime, "fetch" | "date">): Call {
  async function send(name: string, args: unknown): Promise<{ isOk: boolean; status: number; text: string }> {
    const { url, init } = rpcRequest(access, name, args);
    const headers = new Headers(init.headers);
    // by this the database knows that its own project's functions call, not those of a copy
    headers.set("x-slipway-home", access.url);
    try {
      const response = await fetch(url, { ...init, headers }, timeoutMs);
      return { isOk: response.ok, status: response.status, text: await response.text() };
    } catch (error) {
      throw unavailable(errorName(error));
    }
  }

  return async (rpc, args) => {
    const { isOk, status, text } = await send(rpc.name, args);
    if (!isOk) throw refused(readError(text), status, date());
    const parsed = rpc.answer.safeParse(readJsonText(text));
    if (parsed.success) return parsed.data;
    throw new Problem("database_answer_unexpected", 500, `ship.${rpc.name} answered in an unknown shape.`, {
      hint: "Deploy the functions and the migrations of the same release.",
    });
  };
}

/** SQLSTATE PTnnn becomes the status nnn with the message as its code; anything else is the database's trouble. */
function refused(error: DataApiError | null, status: number, now: Date): Problem {
  const [, raised] = /^PT([45]\d\d)$/.exec(error?.code ?? "") ?? [];
  const code = error?.message ?? "";
  if (raised === undefined || !/^[a-z][a-z0-9_]*$/.test(code)) {
    return unavailable(error?.code || `http_${status}`);
  }
  const headers: Record<string, string> = {};
  // What is limited is so for a moment; registrations say themselves for how long.
  if (raised === "429") headers["retry-after"] = String(60 - now.getUTCSeconds());
  if (raised === "503") headers["retry-after"] = "2";
  const message = error?.details ? `${error.details}.` : "The database refused this.";
  return new Problem(code, Number(raised), message, { hint: error?.hint ?? "", headers });
}

/** `cause` is for the log. */
function unavailable(cause: string): Problem {
  return new Problem("database_unavailable", 503, "The database did not answer.", {
    hint: "Try again shortly.",
    cause: new Problem(cause, 503, "Data API"),
    headers: { "retry-after": "2" },
  });
}
