import { expect, test } from "vitest";
import { type Sql, untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

async function seemsDead(sql: Sql): Promise<void> {
  await sql`create table held as select begin('web', '{}', 'ana@desk', 'staging', 'deploy') as ship`;
  await sql`select let_expire(ship) from held`;
}

const next = (sql: Sql) => sql`select begin('web', '{}', 'bob@lap', 'staging', 'deploy')`;

test("whoever begins while it says that it lives waits, and is told that it is held", () =>
  withDatabase(async ({ connect }) => {
    const [holder, other, observer] = [connect(), connect(), connect()];
    await seemsDead(observer);
    await holder`begin`;
    expect(await holder`select holds(ship) from held`).toEqual([{ holds: true }]);
    const refused = expect(next(other).execute()).rejects.toMatchObject({ message: "lease_held" });
    await untilBlocked(observer);
    await holder`commit`;
    await refused;
    expect(await observer`select holder, outcome from ship.ships`).toEqual([{
      holder: "ana@desk",
      outcome: null,
    }]);
  }));

test("when it says so too late, it hears that it has ended", () =>
  withDatabase(async ({ connect }) => {
    const [holder, other, observer] = [connect(), connect(), connect()];
    await seemsDead(observer);
    await other`begin`;
    await next(other);
    const heard = holder`select holds(ship) from held`.execute();
    await untilBlocked(observer);
    await other`commit`;
    expect(await heard).toEqual([{ holds: false }]);
    expect(await observer`select holder, outcome from ship.ships order by started_at`).toEqual([
      { holder: "ana@desk", outcome: "abandoned" },
      { holder: "bob@lap", outcome: null },
    ]);
  }));
