/** What went wrong, with a stable code, and what the caller can do about it. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly hint: string;
  readonly headers: Record<string, string>;

  constructor(
    code: string,
    status: number,
    message: string,
    options: {
      hint?: string;
      cause?: unknown;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "Problem";
    this.code = code;
    this.status = status;
    this.hint = options.hint ?? "";
    this.headers = options.headers ?? {};
  }
}

/** Any thrown value as a Problem. What is not one of ours says nothing to the caller: it may hold a secret. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem("internal_error", 500, "The function failed.", {
    hint: "Try again; the function's log names the cause.",
    cause: error,
  });
}

/** The one place that turns a Problem into an answer: `{code, message}`, never a stack. */
export function problemResponse(problem: Problem): Response {
  const message = problem.hint === "" ? problem.message : `${problem.message} ${problem.hint}`;
  return Response.json({ code: problem.code, message }, {
    status: problem.status,
    headers: { "cache-control": "no-store", ...problem.headers },
  });
}

/** The name of a thrown value: its message may hold a URL with a token, or a row. */
export function errorName(error: unknown): string {
  return error instanceof Problem ? error.code : error instanceof Error ? error.name : typeof error;
}
