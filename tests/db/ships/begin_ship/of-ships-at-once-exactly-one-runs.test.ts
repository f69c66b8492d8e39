import { describe, expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();
const eight = ["a", "b", "c", "d", "e", "f", "g", "h"];

describe("promise 25: ships at once", () => {
  test("of two of one component the second waits for the first to commit, then hears who runs", () =>
    withDatabase(async ({ connect }) => {
      const [first, second, observer] = [connect(), connect(), connect()];
      await first`begin`;
      await first`select begin('web', holder => 'ana@desk')`;
      const waiting = second`select begin('web', holder => 'bob@lap')`.execute();
      const refused = expect(waiting).rejects.toMatchObject({
        code: "PT409",
        message: "lease_held",
        detail: expect.stringMatching(/^component:web is held by ana@desk /),
      });
      await untilBlocked(observer);
      await first`commit`;
      await refused;
      expect(await observer`select holder from ship.ships`).toEqual([{ holder: "ana@desk" }]);
    }));

  test("when the first is undone, the second runs", () =>
    withDatabase(async ({ connect }) => {
      const [first, second, observer] = [connect(), connect(), connect()];
      await first`begin`;
      await first`select begin('web', holder => 'ana@desk')`;
      const waiting = second`select begin('web', holder => 'bob@lap')`.execute();
      await untilBlocked(observer);
      await first`rollback`;
      await waiting;
      expect(await observer`select holder from ship.ships`).toEqual([{ holder: "bob@lap" }]);
    }));

  test("eight of one component: one", () =>
    withDatabase(async ({ connect }) => {
      const all = await Promise.allSettled(
        eight.map((holder) => connect()`select begin('web', holder => ${holder})`),
      );
      expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await connect()`select name from ship.ship_leases`).toEqual([{ name: "component:web" }]);
    }));

  test("eight of eight components with one target: one, and none of the others holds anything", () =>
    withDatabase(async ({ connect }) => {
      const all = await Promise.allSettled(
        eight.map((component) => connect()`select begin(${component}, array['vps'])`),
      );
      expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(
        await connect()`select count(*)::integer, count(distinct ship_id)::integer as ships from ship.ship_leases`,
      )
        .toEqual([{ count: 2, ships: 1 }]);
    }));

  test("eight of eight components with targets of their own: all, each with its own token", () =>
    withDatabase(async ({ connect }) => {
      await Promise.all(eight.map((component) => connect()`select begin(${component}, array[${component}])`));
      expect(await connect()`select count(distinct token)::integer as tokens from ship.ships`).toEqual([{
        tokens: 8,
      }]);
      expect(await connect()`select problem from ship.verify_audit()`).toEqual([]);
    }));

  test("of eight that find the same expired lease, one takes it with a higher token", () =>
    withDatabase(async ({ connect }) => {
      const owner = connect();
      await owner`create table hung as select begin('hung', array['vps']) as ship`;
      await owner`select let_expire(ship) from hung`;
      const all = await Promise.allSettled(
        eight.map((component) => connect()`select begin(${component}, array['vps'])`),
      );
      expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(
        await owner`
          select ships.token > (ship ->> 'token')::bigint as is_higher
          from ship.ship_leases
          join ship.ships on ships.id = ship_id
          cross join hung
          where name = 'target:vps'`,
      ).toEqual([{ is_higher: true }]);
      expect(await owner`select holds(ship) as held from hung`).toEqual([{ held: false }]);
      expect(await owner`select from ship.audit_log where action = 'ship.lease_taken_over'`).toHaveLength(1);
    }));
});

test("promise 25: of eight that need the branch at once, one has it", () =>
  withDatabase(async ({ connect }) => {
    const owner = connect();
    await owner`create table held as select begin(component) as ship from unnest(${eight}::text[]) as component`;
    const rows = await owner<
      { id: string; token: string }[]
    >`select ship ->> 'ship' as id, ship ->> 'token' as token from held`;
    const all = await Promise.allSettled(
      rows.map(({ id, token }) => connect()`select ship.take_lease(${id}, ${token}, 'git:main')`),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await owner`select from ship.ship_leases where name = 'git:main'`).toHaveLength(1);
  }));
