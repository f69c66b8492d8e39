import { afterAll, beforeAll, expect, test } from "vitest";
import { type Databases, startDatabases } from "./database.ts";
import { type PgtapReport, readSequences, runPgtap, runPgtapAndUndo } from "./pgtap.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(() => databases?.stop());

async function report(file: string): Promise<PgtapReport> {
  const database = await databases.create();
  try {
    return await runPgtap(database.connect(), file);
  } finally {
    await database.drop();
  }
}

test("a file whose assertions all hold has no problems", async () => {
  expect(await report("select plan(2); select ok(true, 'a'); select is(1, 1, 'b'); select * from finish();"))
    .toEqual({ count: 2, problems: [] });
});

test("each failed assertion comes with its diagnostics", async () => {
  const { count, problems } = await report(
    "select plan(3); select is(1, 2, 'one'); select ok(true, 'two'); select is('a'::text, 'b', 'three'); select * from finish();",
  );
  expect(count).toBe(3);
  expect(problems).toHaveLength(2);
  expect(problems[0]).toMatch(/not ok 1 - one\n(.*\n)*#\s+have: 1\n#\s+want: 2/);
  expect(problems[1]).toMatch(/not ok 3 - three\n(.*\n)*#\s+have: a\n#\s+want: b/);
});

test.for<[string, string, RegExp]>([
  ["too few assertions", "select plan(2); select ok(true, 'a'); select * from finish();", /planned 2, ran 1/],
  [
    "too many assertions",
    "select plan(1); select ok(true, 'a'); select ok(true, 'b'); select * from finish();",
    /planned 1, ran 2/,
  ],
  ["no plan", "select ok(true, 'a');", /error/],
  ["no assertion", "select 1;", /no assertion ran/],
  ["nothing at all", "", /no assertion ran/],
  ["a skipped assertion", "select plan(1); select skip('later', 1); select * from finish();", /skipped 1/],
  [
    "a todo",
    "select plan(1); select todo('later', 1); select ok(false, 'a'); select * from finish();",
    /not ok 1/,
  ],
  [
    "a bail out",
    "select plan(1); select ok(true, 'a'); select 'Bail out! no database'::text;",
    /no database/,
  ],
])("%s is a problem", async ([, file, problem]) => {
  expect((await report(file)).problems.join("\n")).toMatch(problem);
});

test("an error is a problem with its line, code and message, after what failed before it", async () => {
  const { problems } = await report(
    "select plan(2);\nselect ok(false, 'before');\nselect * from nowhere;\nselect ok(true, 'after');",
  );
  expect(problems[0]).toMatch(/^line 3: error 42P01 /);
  expect(problems[1]).toMatch(/^not ok 1 - before/);
  expect(problems).toHaveLength(2);
});

test("a file runs as the owner, who is no superuser, and sees nothing of another file", async () => {
  const file = `
    select plan(3);
    select is(current_user::text, 'postgres', 'postgres');
    select is((select rolsuper from pg_roles where rolname = current_user), false, 'no superuser');
    select is((select count(*) from ship.components), 0::bigint, 'nothing is here yet');
    select given_component('web');
    commit;
    select * from finish();`;
  expect(await Promise.all([report(file), report(file)])).toEqual([{ count: 3, problems: [] }, {
    count: 3,
    problems: [],
  }]);
});

test("of a file that is undone nothing stays, neither a row nor a number, and its end is looked at", async () => {
  const database = await databases.create();
  const sql = database.connect();
  await sql.unsafe(`
    create table counted (id bigint generated always as identity, parent bigint);
    create table parents (id bigint primary key);
    alter table counted add foreign key (parent) references parents deferrable initially deferred`).simple();
  const sequences = await readSequences(sql);
  const file = (values: string) =>
    `select plan(1); insert into counted (parent) values ${values}; select results_eq('select id from counted', '{1}'::bigint[]);
     select * from finish();`;
  for (const _ of [1, 2]) {
    expect(await runPgtapAndUndo(sql, file("(null)"), sequences)).toEqual({ count: 1, problems: [] });
  }
  expect((await runPgtapAndUndo(sql, file("(5)"), sequences)).problems[0]).toContain("violates foreign key");
  expect(await sql`select from counted`).toHaveLength(0);
  await database.drop();
});
