import { expect, test } from "vitest";
import { type Sql, untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

async function expectEachToldOnce(sql: Sql): Promise<void> {
  await sql`select pushed()`;
  const [row] = await sql`
    select (select sum(sent_count)::integer from ship.push_runs) as sent, cardinality(told(131)) as told`;
  expect(row).toEqual({ sent: 100, told: 100 });
}

test("a share that is set while the component moves to its build finds it complete", () =>
  withDatabase(async ({ connect }) => {
    const [mover, setter, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select given_installations(100)`;
    await observer`select "offer"(131, 500)`;

    await mover`begin`;
    await mover`select move('ios', 131)`;
    const share = setter`select ship.set_rollout('ios', 'live', 131, 5000)`.execute();
    share.catch(() => {});
    await untilBlocked(observer);
    await mover`commit`;

    await expect(share).rejects.toThrow("rollout_complete");
    await expectEachToldOnce(observer);
  }));

test("a component that moves while a share is set tells the others", () =>
  withDatabase(async ({ connect }) => {
    const [mover, setter, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select given_installations(100)`;
    await observer`select "offer"(131, 500)`;

    await setter`begin`;
    await setter`select ship.set_rollout('ios', 'live', 131, 5000)`;
    const move = mover`select move('ios', 131)`.execute();
    await untilBlocked(observer);
    await setter`commit`;

    await move;
    await expectEachToldOnce(observer);
  }));
