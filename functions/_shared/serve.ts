import { createDeps, type Deps } from "./deps.ts";
import type { Handler } from "./endpoint.ts";
import { problemResponse, toProblem } from "./errors.ts";
import { createLog } from "./log.ts";
import { runtime } from "./runtime.ts";

/**
 * A function's fetch. The parts are made with the first request and kept for the isolate's life: connections, imported
 * keys and parsed variables are expensive. A broken environment answers 500 and says what is missing.
 */
export function serve(fn: string, createHandler: (deps: Deps) => Handler): Handler {
  let handler: Handler | undefined;
  return async (request) => {
    try {
      handler ??= createHandler(createDeps(fn, runtime));
    } catch (error) {
      const problem = toProblem(error);
      createLog(runtime.write, fn)(problem.code, { status: problem.status, message: problem.message });
      return problemResponse(problem);
    }
    return await handler(request);
  };
}
