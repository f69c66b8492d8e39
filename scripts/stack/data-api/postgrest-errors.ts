// Statuses of database errors that @supabase/lite answers with a bare 500 (PostgREST: "Errors", HTTP status codes).

/** SQLSTATE prefixes, the longest match first. What is not listed, lite maps as PostgREST does. */
const statuses: [prefix: string, status: number][] = [
  ["57P01", 503],
  ["53400", 500],
  ["08", 503],
  ["23514", 400],
  ["23P01", 400],
  ["28", 403],
  ["38", 500],
  ["39", 500],
  ["40", 500],
  ["53", 503],
  ["54", 413],
  ["57", 500],
  ["58", 500],
  ["P0002", 500],
  ["P0003", 500],
  ["P0004", 500],
  ["XX", 500],
];

/** Codes of the driver for a server that is not there. */
const lost = /^(ECONN|EPIPE|ETIMEDOUT|CONNECTION_|CONNECT_TIMEOUT)/;

/**
 * Gives an error the form that lite passes through with its own code and status (`raise sqlstate 'PGRST'`).
 * The original is kept as the cause.
 */
export function asPostgrestError(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return error;
  const { code } = error;
  if (lost.test(code)) {
    return answer(503, "PGRST000", "Database connection error. Retrying the connection.", null, error);
  }
  const status = statuses.find(([prefix]) => code.startsWith(prefix))?.[1];
  const detail = "detail" in error && typeof error.detail === "string" ? error.detail : null;
  return status === undefined ? error : answer(status, code, error.message, detail, error);
}

function answer(status: number, code: string, message: string, details: string | null, cause: Error): Error {
  const body = JSON.stringify({ code, message, details, hint: null });
  return Object.assign(new Error(body, { cause }), {
    code: "PGRST",
    detail: JSON.stringify({ status, headers: {} }),
  });
}
