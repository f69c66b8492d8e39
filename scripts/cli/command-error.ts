import { exitCode } from "./exit-code.ts";

/** One thing that is wrong: a stable code, what it is, and the way out. */
export interface Finding {
  code: string;
  message: string;
  hint: string;
  /** Of version.json, when it is about one. */
  component?: string;
  /** Below the root of the repository. */
  file?: string;
}

/** A failure that a command explains: a stable code, what happened, the way out, and the exit code. */
export class CommandError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint: string,
    readonly exitCode: number = 1,
    /** Everything that is wrong, when it is more than one thing. */
    readonly findings: readonly Finding[] = [],
  ) {
    super(message);
  }
}

/** All findings as one failure: the first one's code when they agree, else `code`. */
export function refuseAll(
  code: string,
  findings: readonly Finding[],
  status: number = exitCode.refused,
): CommandError {
  const [first] = findings;
  if (first !== undefined && findings.length === 1) {
    return new CommandError(first.code, first.message, first.hint, status, findings);
  }
  const agrees = first !== undefined && findings.every((finding) => finding.code === first.code);
  return new CommandError(
    agrees ? first.code : code,
    `${findings.length} things are in the way`,
    "Each line names its way out.",
    status,
    findings,
  );
}

/** Takes refusals of these codes for nothing: for `catch`. Raises everything else again. */
export function nullWhen(...codes: string[]): (error: unknown) => null {
  return (error) => {
    if (error instanceof CommandError && codes.includes(error.code)) return null;
    throw error;
  };
}
