import type { Decision } from "../../../clients/ts/src/decide.ts";
import type { Sql } from "../../support/database.ts";

/** A feed and a client, as JSON has them. */
export interface Question {
  feed: unknown;
  client: unknown;
}

/** What Postgres decides, for thousands of questions in one call. */
export async function decideInSql(sql: Sql, questions: readonly Question[]): Promise<Decision[]> {
  const rows = await sql<{ decision: Decision }[]>`
    select ship.decide(question -> 'feed', question -> 'client') as decision
    from jsonb_array_elements(${
    JSON.stringify(questions)
  }::text::jsonb) with ordinality as questions (question, place)
    order by place`;
  return rows.map(({ decision }) => decision);
}
