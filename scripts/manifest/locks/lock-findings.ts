import type { Finding } from "../../cli/command-error.ts";
import type { EditContext } from "../edit-context.ts";
import { finding } from "../findings.ts";
import { lineAt } from "../mirrors/json-text.ts";
import type { TextError } from "../mirrors/text-error.ts";
import { shownValue } from "../shown-value.ts";

/** The text of a lock; no findings when there is none. */
export async function readLock(
  { draft }: EditContext,
  component: string,
  file: string,
): Promise<{ text: string } | { findings: Finding[] }> {
  const lock = await draft.read(file);
  if ("text" in lock) return lock;
  if (lock.code === undefined && !lock.isThere) return { findings: [] };
  return { findings: [finding(lock.code ?? "lock_invalid", { file, component }, lock.problem, restoreHint)] };
}

/** A lock that can't be read. */
export function unreadableLock(file: string, component: string, text: string, error: TextError): Finding {
  const place = { file, line: lineAt(text, error.offset), component };
  return finding("lock_invalid", place, `not ${error.format}: ${error.message}`, restoreHint);
}

/** A place of a lock that says another version than what it repeats. */
export function drifted(
  place: { file: string; line: number; component: string },
  what: string,
  version: string,
): Finding {
  const says = `${what} here and ${shownValue("version", version)} in its own file`;
  return finding("lock_drift", place, says, "Run `slipway sync`.");
}

const restoreHint = "Restore it from git, or let the package manager write it anew.";
