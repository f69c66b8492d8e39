import { CommandError } from "../../cli/command-error.ts";
import type { DeployContext } from "../context.ts";
import type { MigrationFile } from "./migration-files.ts";
import { readPending } from "./read-pending.ts";

/** What is still pending after a failure; null when nobody can say. */
export async function leftAfter(
  context: DeployContext,
  wanted: readonly MigrationFile[],
): Promise<string[] | null> {
  if (context.signal.aborted) return null;
  try {
    const { applied } = await readPending(context, { isAnyOrder: true });
    return wanted.filter(({ version }) => !applied.includes(version)).map(({ name }) => name);
  } catch {
    return null;
  }
}

/** A failure that also says what of the set is applied and what is not. */
export function withRest(
  error: unknown,
  applied: readonly string[],
  [failed, ...rest]: readonly string[],
): unknown {
  if (!(error instanceof CommandError) || failed === undefined) return error;
  const lines = [
    `applied before: ${applied.join(", ") || "none"}`,
    `failed, and rolled back: ${failed}`,
    ...rest.length === 0 ? [] : [`not tried: ${rest.join(", ")}`],
  ];
  const message = [error.message, ...lines.map((line) => `    ${line}`)].join("\n");
  return new CommandError(error.code, message, error.hint, error.exitCode, error.findings);
}
