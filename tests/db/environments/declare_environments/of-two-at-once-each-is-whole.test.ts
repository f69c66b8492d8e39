import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("the second waits for the first to commit, and then stands in its place", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    await first`begin`;
    await first`select "declare"(environment('staging', '{"announces": true}'), environment('preview'))`;
    const waiting =
      second`select "declare"(environment('production', '{"announces": true}'), environment('staging'))`
        .execute();
    await untilBlocked(observer);
    expect(await observer`select name from ship.environments`).toEqual([]);
    await first`commit`;
    await waiting;
    expect(await observer`select name, announces from ship.environments order by position`).toEqual([
      { name: "production", announces: true },
      { name: "staging", announces: false },
    ]);
    expect(await observer`select problem from ship.verify_audit()`).toEqual([]);
  }));

test("the same from eight at once is one change", () =>
  withDatabase(async ({ connect }) => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        connect()`select ("declare"(environment('staging')) ->> 'changed')::boolean as changed`),
    );
    expect(
      answers.flat().filter(({ changed }) =>
        changed
      ),
    ).toHaveLength(1);
    expect(await connect()`select from ship.audit_log`).toHaveLength(1);
  }));
