import { errorText } from "./error-text.ts";
import { CommandError } from "./command-error.ts";

/** A failure as text: its stable code, what happened, why, and the way out as far as they are known. */
export function describeError(error: unknown): string {
  const what = errorText(error);
  const code = textOf(error, "code") ?? "unexpected";
  const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
  const fix = textOf(error, "hint");
  const all = error instanceof CommandError ? error.findings : [];
  // the only one is often the failure itself
  const findings = all.length > 1 || all[0]?.code !== code ? all : [];
  return [
    `slipway: ${code}`,
    `  what  ${what}`,
    ...why && why !== what ? [`  why   ${why}`] : [],
    ...findings.flatMap((
      { code, message, hint },
    ) => [`  - ${message} (${code})`, ...hint ? [`      ${hint}`] : []]),
    ...fix ? [`  fix   ${fix}`] : [],
  ].join("\n");
}

/** The same for `--json`. */
export function errorJson(error: unknown): Record<string, unknown> {
  return {
    error: {
      code: textOf(error, "code") ?? "unexpected",
      message: errorText(error),
      hint: textOf(error, "hint") ?? "",
      findings: error instanceof CommandError ? error.findings : [],
    },
  };
}

function textOf(error: unknown, name: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : undefined;
}
