// Passes a request to an edge function, and answers for it as the hosted platform does when it cannot.

import { httpFetch } from "../../runtime.ts";
import type { Target } from "../functions/functions.ts";

/** Milliseconds without an answer before 504, as hosted. */
const idleTimeout = 150_000;

/** Calls the function. `request` holds the path as the function sees it: `/<name>/…`. */
export async function callFunction(target: Target, request: Request): Promise<Response> {
  if ("missing" in target) {
    switch (target.missing) {
      case "unknown":
        return refusal(404, "NOT_FOUND", "Requested function was not found", "NOT_FOUND");
      case "failed":
      case "down":
        return refusal(
          503,
          "BOOT_ERROR",
          "Function failed to start (please check logs)",
          "EDGE_FUNCTION_ERROR",
        );
    }
  }
  const { pathname, search } = new URL(request.url);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), idleTimeout);
  try {
    const response = await httpFetch(`${target.url}${pathname}${search}`, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: "manual",
      signal: abort.signal,
    });
    return new Response(response.body, {
      status: response.status,
      headers: answerHeaders(request, response),
    });
  } catch (error) {
    if (abort.signal.aborted) {
      return refusal(504, "IDLE_TIMEOUT", "The request was idle for too long", "IDLE_TIMEOUT");
    }
    if (isRefused(error)) {
      return refusal(
        503,
        "BOOT_ERROR",
        "Function failed to start (please check logs)",
        "EDGE_FUNCTION_ERROR",
      );
    }
    return refusal(
      500,
      "WORKER_ERROR",
      "Function exited due to an error (please check logs)",
      "EDGE_FUNCTION_ERROR",
    );
  } finally {
    clearTimeout(timer);
  }
}

function answerHeaders(request: Request, response: Response): Headers {
  const headers = new Headers(response.headers);
  // fetch has decoded the body; its length and encoding are no longer those of the wire.
  if (headers.has("content-encoding")) {
    headers.delete("content-encoding");
    headers.delete("content-length");
  }
  headers.delete("transfer-encoding");
  headers.delete("connection");
  // The hosted platform serves no web pages from its own domain.
  if (request.method === "GET" && headers.get("content-type")?.startsWith("text/html")) {
    headers.set("content-type", "text/plain");
  }
  return headers;
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && /connection refused|tcp connect error/i.test(String(error.cause ?? error));
}

function refusal(status: number, code: string, message: string, sbCode: string): Response {
  const headers = { "access-control-allow-origin": "*", "sb-error-code": sbCode };
  return Response.json({ code, message }, { status, headers });
}
