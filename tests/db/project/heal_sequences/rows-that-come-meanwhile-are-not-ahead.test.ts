import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("a sequence is never set back behind numbers that were taken while it was looked at", () =>
  withDatabase(async ({ connect }) => {
    const [registering, looking, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select given_devices(3)`;

    await registering`begin`;
    await registering`lock table ship.device_push_tokens in access exclusive mode`;
    const healed = looking`select ship_private.heal_sequences() as count`.execute();
    await untilBlocked(observer);
    await registering`select given_devices(5)`;
    // of those that are not committed yet
    await observer`select nextval('ship.device_push_tokens_id_seq') from generate_series(1, 4)`;
    await registering`commit`;

    expect([...await healed]).toEqual([{ count: 0 }]);
    const [next] = await observer`select nextval('ship.device_push_tokens_id_seq')::int as id`;
    expect(next).toEqual({ id: 3 + 5 + 4 + 1 });
  }));
