import type { Authorize } from "./auth.ts";
import { errorName, problemResponse, toProblem } from "./errors.ts";
import { requireMethod } from "./http.ts";
import type { Log } from "./log.ts";

export type Handler = (request: Request) => Promise<Response>;

/**
 * Every function's outer layer: method, then credential, then the handler; one log line per request; every failure as
 * `{code, message}`.
 */
export function endpoint(
  { methods, authorize, log, now, headers }: {
    methods: readonly string[];
    authorize?: Authorize;
    log: Log;
    now: () => number;
    /** Sent with refusals too, for example CORS. */
    headers?: Record<string, string>;
  },
  handle: Handler,
): Handler {
  return async (request) => {
    const startedAt = now();
    const done = (code: string, status: number, cause?: string) =>
      log(code, { method: request.method, status, cause, ms: Math.round(now() - startedAt) });
    try {
      requireMethod(request, methods);
      await authorize?.(request);
      const response = await handle(request);
      done("request_answered", response.status);
      return response;
    } catch (error) {
      const problem = toProblem(error);
      done(problem.code, problem.status, problem.cause === undefined ? undefined : errorName(problem.cause));
      return problemResponse(problem, headers);
    }
  };
}
