import type { Runtime } from "../runtime.ts";
import { type Cors, corsHeaders, preflightAnswer } from "./cors.ts";
import { createLog, type Log } from "./log.ts";
import { errorName, Problem, problemResponse, toProblem } from "./problem.ts";

export type Handler = (request: Request) => Promise<Response>;

/** How long a function may work on after its answer: well within the 150 s of the smallest hosted plan. */
export const backgroundMs = 100_000;

/** Passes, or throws Problem 401. Does nothing else: a wrong credential must cause no work. */
export type Authorize = (request: Request) => Promise<void>;

/** Counts a request by the key that it came with; never throws, and nothing waits for it. */
export interface KeyUse {
  count(request: Request): void;
}

/** A function's parts, put together. */
interface Composed {
  /** Absent: anyone may call. */
  authorize?: Authorize;
  /** Told of every request that was let in. */
  keys?: KeyUse;
  handle: Handler;
}

/** An edge function: what HTTP may ask of it, and how it is put together. */
export interface Endpoint<On extends Runtime = Runtime> {
  name: string;
  methods: readonly string[];
  /** Set when browsers call it. */
  cors?: Cors;
  /** Raises Problem `environment_invalid`. */
  compose(on: On, log: Log): Composed;
}

/**
 * The fetch of an edge function: preflight, method, credential, handler; one log line per request; every failure as
 * `{code, message}`. The parts are made with the first request and kept for the isolate's life: connections, imported
 * keys and parsed variables are expensive. A broken environment answers 500 and says what is missing.
 */
export function serve<On extends Runtime>({ name, methods, cors, compose }: Endpoint<On>, on: On): Handler {
  const log = createLog(on.write, name);
  const allowed = cors === undefined ? methods : [...methods, "OPTIONS"];
  const onEveryAnswer = cors === undefined ? [] : Object.entries(corsHeaders(cors));
  let composed: Composed | undefined;

  async function answer(request: Request): Promise<Response> {
    requireMethod(request, allowed);
    if (cors !== undefined && request.method === "OPTIONS") return preflightAnswer(allowed);
    composed ??= compose(on, log);
    await composed.authorize?.(request);
    composed.keys?.count(request);
    return await composed.handle(request);
  }

  return async (request) => {
    const startedAt = on.now();
    let problem: Problem | undefined;
    const response = await answer(request).catch((error) => {
      problem = toProblem(error);
      return problemResponse(problem);
    });
    for (const [header, value] of onEveryAnswer) response.headers.set(header, value);
    log(problem?.code ?? "request_answered", {
      method: request.method,
      status: response.status,
      cause: problem?.cause === undefined ? undefined : errorName(problem.cause),
      // It names variables; other messages may quote what a caller sent.
      message: problem?.code === "environment_invalid" ? problem.message : undefined,
      ms: Math.round(on.now() - startedAt),
    });
    return response;
  };
}

/** Raises Problem 405 with `allow`. */
function requireMethod(request: Request, methods: readonly string[]): void {
  if (methods.includes(request.method)) return;
  const allow = methods.join(", ");
  throw new Problem("method_not_allowed", 405, `Use ${allow}.`, { headers: { allow } });
}
