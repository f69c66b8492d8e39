/** What keeps the local platform from working: a stable code, what happened, and the way out. */
export class StackError extends Error {
  override readonly name = "StackError";

  constructor(readonly code: string, message: string, readonly hint: string, options?: { cause?: unknown }) {
    super(message, options);
  }
}
