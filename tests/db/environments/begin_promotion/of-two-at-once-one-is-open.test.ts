import { expect, test } from "vitest";
import { type Sql, untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

/** Ships of components of their own, so that only the environment is shared. */
async function promotions(sql: Sql, components: string[]): Promise<void> {
  await sql`
    create table held as
    select component, begin(component, '{}', component || '@desk', 'production', 'promotion') as ship
    from unnest(${components}::text[]) as component`;
}

const promote = (sql: Sql, component: string) =>
  sql`select promote(ship) from held where component = ${component}`;

test("the second waits for the first to commit, then hears who promotes", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    await promotions(observer, ["api", "web"]);
    await first`begin`;
    await promote(first, "api");
    const waiting = promote(second, "web").execute();
    const refused = expect(waiting).rejects.toMatchObject({
      code: "PT409",
      message: "promotion_open",
      detail: expect.stringMatching(/ by api@desk /),
    });
    await untilBlocked(observer);
    await first`commit`;
    await refused;
    expect(await observer`select environment, actor from ship.promotions`).toEqual([
      { environment: "production", actor: "api@desk" },
    ]);
  }));

test("of eight at once one is open", () =>
  withDatabase(async ({ connect }) => {
    const components = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const owner = connect();
    await promotions(owner, components);
    const all = await Promise.allSettled(components.map((component) => promote(connect(), component)));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const reasons = all.flatMap((one) => one.status === "rejected" ? [one.reason.message] : []);
    expect(new Set(reasons)).toEqual(new Set(["promotion_open"]));
  }));

test("whoever abandons the ship at the same moment waits, and no one is in a deadlock", () =>
  withDatabase(async ({ connect }) => {
    const [holder, other, observer] = [connect(), connect(), connect()];
    await promotions(observer, ["api"]);
    await holder`begin`;
    await promote(holder, "api");
    const waiting = other`
      select ship.abandon_ship((ship ->> 'ship')::uuid, 'bob@lap', 'it hangs', true) as is_abandoned from held`
      .execute();
    await untilBlocked(observer);
    // what the holder does next needs the row of its ship, and then the lock again
    await promote(holder, "api");
    await holder`commit`;
    expect(await waiting).toEqual([{ is_abandoned: true }]);
    expect(await observer`select outcome from ship.promotions`).toEqual([{ outcome: "abandoned" }]);
  }));

test("whoever begins one while its ship is abandoned finds the ship gone", () =>
  withDatabase(async ({ connect }) => {
    const [holder, other, observer] = [connect(), connect(), connect()];
    await promotions(observer, ["api"]);
    await other`begin`;
    // holds the lock of all ships, and needs the row of this one next
    await other`select begin('web')`;
    const refused = expect(promote(holder, "api").execute()).rejects.toMatchObject({
      message: "ship_finished",
    });
    await untilBlocked(observer);
    await other`select ship.abandon_ship((ship ->> 'ship')::uuid, 'bob@lap', 'it hangs', true) from held`;
    await other`commit`;
    await refused;
    expect(await observer`select from ship.promotions`).toEqual([]);
  }));
