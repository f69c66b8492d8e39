/** A failure that a command explains: a stable code, what happened, the way out, and the exit code. */
export class CommandError extends Error {
  constructor(readonly code: string, message: string, readonly hint: string, readonly exitCode = 1) {
    super(message);
  }
}
