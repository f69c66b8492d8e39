/** What keeps the local platform from working: a stable code, what happened, and the way out. */
export class StackError extends Error {
  override readonly name = "StackError";

  constructor(readonly code: string, message: string, readonly hint: string, options?: { cause?: unknown }) {
    super(message, options);
  }
}

/** The `code` of a system error (`EACCES`, `ENOENT`, …); undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
