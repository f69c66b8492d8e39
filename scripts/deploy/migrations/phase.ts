/** When a migration is applied: before the code that needs it, or after the last code that needs what it takes away. */
export type Phase = "expand" | "contract";

/** What a file's first line says. */
type FilePhase = { phase: Phase } | { problem: "unknown" | "misplaced"; word: string };

const line = /^\s*--\s*slipway:(.*)$/is;

/**
 * `-- slipway: contract` or `-- slipway: expand` in the first line; expand without one. Any other word is a problem, and so is such a
 * line further down: it would be taken for a comment, and the migration applied too early. A byte order mark and CRLF are nothing.
 */
export function phaseOf(sql: string): FilePhase {
  const [first = "", ...rest] = sql.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const word = line.exec(first)?.[1]?.trim();
  const later = rest.map((each) => line.exec(each)?.[1]?.trim()).find((each) => each !== undefined);
  if (word === undefined) {
    return later === undefined ? { phase: "expand" } : { problem: "misplaced", word: later };
  }
  const phase = word.toLowerCase();
  if (phase !== "expand" && phase !== "contract") return { problem: "unknown", word };
  return later === undefined ? { phase } : { problem: "misplaced", word: later };
}

/** Nothing but blanks and the line above: it would be marked as applied, and what is written into it later never runs. */
export function isEmptyMigration(sql: string): boolean {
  const [first = "", ...rest] = sql.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  return [line.test(first) ? "" : first, ...rest].every((each) => each.trim() === "");
}
