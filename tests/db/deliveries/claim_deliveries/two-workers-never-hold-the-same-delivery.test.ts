import { expect, test } from "vitest";
import { type Sql, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

/** The ids that a worker gets. */
async function claim(sql: Sql, count: number): Promise<number[]> {
  const [row] = await sql<{ ids: number[] }[]>`
    select array(select (delivery ->> 'id')::integer from jsonb_array_elements(ship.claim_deliveries(${count})) as delivery) as ids`;
  return row?.ids ?? [];
}

test("a worker skips what another one is just claiming, without waiting for it", () =>
  withDatabase(async ({ connect }) => {
    const [first, second] = [connect(), connect()];
    await first`select given_component('c' || i) from generate_series(1, 5) as i`;
    await first`select given_transports('broadcast')`;
    await first`update ship.components set build = 2 where true`;

    await first`begin`;
    const held = await claim(first, 2);
    const others = await claim(second, 10);
    expect([...held, ...others].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(held).toHaveLength(2);

    await first`rollback`;
    expect(await claim(second, 10)).toEqual(held);
  }));

test("twenty workers at once get each delivery exactly once", () =>
  withDatabase(async ({ connect }) => {
    const owner = connect();
    await owner`select given_component('c' || i) from generate_series(1, 100) as i`;
    await owner`select given_transports('broadcast')`;
    await owner`update ship.components set build = 2 where true`;

    const claimed = await Promise.all(Array.from({ length: 20 }, () => claim(connect(), 10)));
    const rest = await claim(owner, 1000);
    expect([...claimed.flat(), ...rest].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
  }));
