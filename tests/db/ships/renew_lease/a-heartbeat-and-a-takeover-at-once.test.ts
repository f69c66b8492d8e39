import { describe, expect, test } from "vitest";
import { type Sql, untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

/** A ship whose holder hung past its lease. */
async function hungShip(sql: Sql): Promise<{ id: string; token: string }> {
  await sql`create table hung as select begin('dashboard', array['vps'], 'ana@desk') as ship`;
  await sql`select let_expire(ship) from hung`;
  const [row] = await sql<
    { id: string; token: string }[]
  >`select ship ->> 'ship' as id, ship ->> 'token' as token from hung`;
  return row!;
}

describe("promise 25: a holder that hung past its lease and wakes up", () => {
  test("while another takes over: the heartbeat waits, and hears that it is lost", () =>
    withDatabase(async ({ connect }) => {
      const [holder, taker, observer] = [connect(), connect(), connect()];
      const { id, token } = await hungShip(observer);
      await taker`begin`;
      await taker`select begin('docs', array['vps'], 'bob@lap')`;
      const beat = holder`select ship.renew_lease(${id}, ${token}) as answer`.execute();
      await untilBlocked(observer);
      await taker`commit`;
      expect(await beat).toEqual([{ answer: { held: false, expires_at: null } }]);
    }));

  test("before another takes over: the heartbeat saves it, and the other is refused", () =>
    withDatabase(async ({ connect }) => {
      const [holder, taker, observer] = [connect(), connect(), connect()];
      const { id, token } = await hungShip(observer);
      await holder`begin`;
      await holder`select ship.renew_lease(${id}, ${token})`;
      const taking = taker`select begin('docs', array['vps'], 'bob@lap')`.execute();
      const refused = expect(taking).rejects.toMatchObject({ code: "PT409", message: "lease_held" });
      await untilBlocked(observer);
      await holder`commit`;
      await refused;
      expect(await observer`select count(*)::integer from ship.ship_leases where ship_id = ${id}`).toEqual([{
        count: 2,
      }]);
    }));

  test("while another takes over: its next step is refused and not in the journal", () =>
    withDatabase(async ({ connect }) => {
      const [holder, taker, observer] = [connect(), connect(), connect()];
      const { id, token } = await hungShip(observer);
      await taker`begin`;
      await taker`select ship.resume_ship(${id}, 'bob@lap', 'lap:/clone')`;
      const step = holder`select ship.record_step(${id}, ${token}, 'deploy', 'started')`.execute();
      const refused = expect(step).rejects.toMatchObject({ code: "PT409", message: "lease_lost" });
      await untilBlocked(observer);
      await taker`commit`;
      await refused;
      expect(await observer`select from ship.ship_steps`).toEqual([]);
    }));

  test("between a step and its commit nobody takes over", () =>
    withDatabase(async ({ connect }) => {
      const [holder, taker, observer] = [connect(), connect(), connect()];
      const { id, token } = await hungShip(observer);
      await holder`begin`;
      await holder`select ship.record_step(${id}, ${token}, 'deploy', 'started')`;
      const taking = taker`select ship.resume_ship(${id}, 'bob@lap', 'lap:/clone')`.execute();
      const refused = expect(taking).rejects.toMatchObject({ code: "PT409", message: "lease_held" });
      await untilBlocked(observer);
      await holder`commit`;
      await refused;
    }));
});

test("of two that resume one ship at once, one has it", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    const { id } = await hungShip(observer);
    await first`begin`;
    await first`select ship.resume_ship(${id}, 'bob@lap', 'lap:/clone')`;
    const waiting = second`select ship.resume_ship(${id}, 'eve@mac', 'mac:/clone')`.execute();
    const refused = expect(waiting).rejects.toMatchObject({ code: "PT409", message: "lease_held" });
    await untilBlocked(observer);
    await first`commit`;
    await refused;
    expect(await observer`select holder from ship.ships`).toEqual([{ holder: "bob@lap" }]);
  }));
