import { CommandError } from "../../cli/command-error.ts";
import type { DeployContext } from "../context.ts";
import type { MigrationFile } from "./migration-files.ts";
import { type Pending, readPending } from "./read-pending.ts";

/** What the database lacks now, and which of the wanted files that are. */
export interface Left {
  pending: Pending;
  wanted: MigrationFile[];
}

/** What is still pending after a failure; null when nobody can say. */
export async function leftAfter(
  context: DeployContext,
  wanted: readonly MigrationFile[],
): Promise<Left | null> {
  if (context.signal.aborted) return null;
  try {
    const pending = await readPending(context, { isAnyOrder: true });
    return { pending, wanted: wanted.filter(({ version }) => !pending.applied.includes(version)) };
  } catch {
    return null;
  }
}

/** The file that the CLI was at when it failed, if it said so. */
export function failedFile(error: unknown): string | undefined {
  if (!(error instanceof CommandError)) return undefined;
  return [...error.message.matchAll(/Applying migration (\S+\.sql)\.\.\./g)].at(-1)?.[1];
}

/** A failure that also says what of the set is applied and what is not. */
export function withRest(
  error: unknown,
  applied: readonly MigrationFile[],
  [failed, ...rest]: readonly MigrationFile[],
): unknown {
  if (!(error instanceof CommandError) || failed === undefined) return error;
  const named = (files: readonly MigrationFile[]) => files.map(({ name }) => name).join(", ");
  const lines = [
    `applied before: ${named(applied) || "none"}`,
    `failed, and rolled back: ${failed.name}`,
    ...rest.length === 0 ? [] : [`not tried: ${named(rest)}`],
  ];
  const message = [error.message, ...lines.map((line) => `    ${line}`)].join("\n");
  return new CommandError(error.code, message, error.hint, error.exitCode, error.findings);
}
