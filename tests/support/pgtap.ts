import postgres from "postgres";
import { Parser } from "tap-parser";
import type { Sql } from "./database.ts";

/** How one pgTAP file ended. */
export interface PgtapReport {
  /** Assertions that ran. */
  count: number;
  /** What went wrong, each with its diagnostics; empty when the file passed. */
  problems: string[];
}

/**
 * Runs one pgTAP file as a single multi-statement query: one transaction, unless the file says begin and commit itself.
 * A failed assertion, a wrong plan, no assertion at all, a skipped one, and an error anywhere are problems.
 */
export async function runPgtap(sql: Sql, file: string): Promise<PgtapReport> {
  const lines: string[] = [];
  const problems: string[] = [];
  try {
    await sql.unsafe(file).simple().forEach((row) => {
      const [first] = Object.values(row);
      if (typeof first === "string") lines.push(first);
    });
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    problems.push(describeError(error, file));
  }
  const tap = parseTap(lines.join("\n"));
  // After an error the plan can't be met; only what failed before it is news.
  problems.push(...tap.failed, ...(problems.length === 0 ? tap.unmet : []));
  return { count: tap.count, problems };
}

/** Whether a pgTAP file begins or ends a transaction itself, or says that it looks at pages that nobody has written to. */
export const needsItsOwnDatabase = (file: string): boolean =>
  /^\s*(begin|commit|rollback)\s*;/im.test(file) || file.startsWith("-- in a database of its own");

/** Where the sequences of a database stand. */
export type Sequences = readonly { name: string; value: string; is_called: boolean }[];

export async function readSequences(sql: Sql): Promise<Sequences> {
  return await sql<Sequences[number][]>`
    select
      format('%I.%I', schemaname, sequencename) as name,
      coalesce(last_value, start_value)::text as value,
      last_value is not null as is_called
    from pg_sequences`;
}

/**
 * Runs a pgTAP file that is one transaction, with everything that happens at its end but the commit. Nothing of it stays: what a
 * rollback leaves, the sequences among it, is put back as well.
 */
export async function runPgtapAndUndo(sql: Sql, file: string, sequences: Sequences): Promise<PgtapReport> {
  await sql.unsafe("begin");
  try {
    return await runPgtap(sql, `${file}\n;set constraints all immediate;`);
  } finally {
    await sql.unsafe("rollback; discard sequences; discard temp; select pg_advisory_unlock_all()").simple();
    await sql`
      select setval(was.name, was.value::bigint, was.is_called)
      from jsonb_to_recordset(${sql.json([...sequences])}) as was (name text, value text, is_called boolean)
      join pg_sequences on format('%I.%I', schemaname, sequencename) = was.name
      where last_value is distinct from case when was.is_called then was.value::bigint end
        and has_sequence_privilege(was.name, 'update')`;
  }
}

/** Reads TAP; `failed` holds the assertions that failed, `unmet` what is wrong with the plan. */
function parseTap(text: string): { count: number; failed: string[]; unmet: string[] } {
  const failed: string[] = [];
  const unmet: string[] = [];
  let isFailing = false;
  let count = 0;
  const parser = new Parser();
  parser.on("assert", (assertion) => {
    isFailing = !assertion.ok || Boolean(assertion.skip) || Boolean(assertion.todo);
    if (isFailing) failed.push(`${assertion.ok ? "skipped" : "not ok"} ${assertion.id} - ${assertion.name}`);
  });
  // pgTAP's diagnostics are comments after the assertion that they belong to.
  parser.on("comment", (comment: string) => {
    if (isFailing) failed[failed.length - 1] += `\n${comment.trimEnd()}`;
  });
  parser.on("complete", (results) => {
    count = results.count;
    if (count === 0) unmet.push("no assertion ran");
    for (const failure of results.failures) {
      if (failure.tapError) unmet.push(`${failure.tapError}: planned ${results.plan.end}, ran ${count}`);
    }
    if (results.bailout !== false) failed.push(`bailed out: ${results.bailout}`);
  });
  parser.end(`${text}\n`);
  return { count, failed, unmet };
}

function describeError(error: postgres.PostgresError, file: string): string {
  const line = error.position ? `line ${file.slice(0, Number(error.position)).split("\n").length}: ` : "";
  const more = [error.detail, error.hint, error.where].filter(Boolean).map((text) => `\n  ${text}`).join("");
  return `${line}error ${error.code} ${error.message}${more}`;
}
