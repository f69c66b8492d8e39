import { expect, test } from "vitest";
import { whyNoCron } from "../../../../scripts/manifest/cron.ts";
import { manyRuns } from "../../../support/cron-lines.ts";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();
const odd = [
  ...[
    "",
    "*",
    "* * * *",
    "* * * * * *",
    "@daily",
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * * 13 *",
    "* * * * 8",
  ],
  ...[
    "*/0 * * * *",
    "*/60 * * * *",
    "5/10 * * * *",
    "9-5 * * * *",
    "1,,2 * * * *",
    "1- * * * *",
    "-1 * * * *",
    "1.5 * * * *",
  ],
  ...[
    "* * * * fri-sun",
    "* * * * sun-fri",
    "* * * * SAT,7",
    "* * sun * *",
    "0 0 30 feb *",
    "0 0 29 2 *",
    "0 0 31 2,4,6,9,11 *",
  ],
  ...["0 0 30 2 1", "0 0 30 2 */2", "$ * * * *", "* * L * *", "* * ? * *", "001 * * * *", "  0   3 * * * "],
];

test("a line is refused before anything is asked exactly when the database would refuse it", () =>
  withDatabase(async ({ connect }) => {
    const sql = connect();
    const lines = [...odd, ...manyRuns(300).map(({ cron }) => cron)];
    const refused = async (line: string) => {
      const [row] = await sql<{ code: string | null }[]>`
        select error_of(format('select ship_private.next_run(%L, %L, now())', ${line}::text, 'UTC')) ->> 'code' as code`;
      return row?.code ?? null;
    };
    const wrong = [];
    for (const line of lines) {
      const code = await refused(line);
      if ((code !== null) !== (whyNoCron(line) !== null)) wrong.push([line, code, whyNoCron(line)]);
    }
    expect(wrong).toEqual([]);
  }));
