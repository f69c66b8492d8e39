import postgres from "postgres";
import { expect, test } from "vitest";
import { type Sql, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

/** Two transactions that both began before either wrote; what the second one's commit fails with. */
async function collide(connect: () => Sql, level: string): Promise<string | undefined> {
  const [first, second] = [connect(), connect()];
  await first`select given_component('one'), given_component('two')`;
  for (const sql of [first, second]) {
    await sql.unsafe(`begin isolation level ${level}`);
    await sql`select count(*) from ship.components`;
  }
  await first`update ship.components set label = 'changed' where key = 'one'`;
  await second`update ship.components set label = 'changed' where key = 'two'`;
  await first`commit`;
  try {
    await second`commit`;
    return undefined;
  } catch (error) {
    if (error instanceof postgres.PostgresError) return error.code;
    throw error;
  }
}

test.for(["repeatable read", "serializable"])(
  "at %s the second of two writers gets 40001, which says try again, and no duplicate key",
  (level) =>
    withDatabase(async ({ connect }) => {
      expect(await collide(connect, level)).toBe("40001");
      const again = connect();
      await again`update ship.components set label = 'changed' where key = 'two'`;
      expect(await again`select * from ship.verify_audit(1, ship.audit_head())`).toHaveLength(0);
    }),
);

test("at read committed both are written", () =>
  withDatabase(async ({ connect }) => {
    expect(await collide(connect, "read committed")).toBeUndefined();
    expect(await connect()`select * from ship.verify_audit(1, ship.audit_head())`).toHaveLength(0);
  }));
