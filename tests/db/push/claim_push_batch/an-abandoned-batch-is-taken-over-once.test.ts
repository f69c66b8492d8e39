import { expect, test } from "vitest";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("of two workers that find an expired lease, one takes it and the other does not wait", () =>
  withDatabase(async ({ connect }) => {
    const [first, second] = [connect(), connect()];
    await first`select given_ios(), given_devices(3)`;
    await first`select move('ios', 131)`;
    await first`delete from ship.push_runs where apns_environment = 'sandbox'`;
    await first`select claim_batch()`;
    await first`update ship.push_batches set leased_until = clock_timestamp() - interval '1 second' where true`;

    await first`begin`;
    expect(await first`select ids_of(claim_batch())::integer[] as ids`).toEqual([{
      ids: [1, 2, 3],
    }]);
    expect(await second`select claim_batch() as batch`).toEqual([{ batch: null }]);
    await first`commit`;
    expect(await second`select claim_batch() as batch`).toEqual([{ batch: null }]);
    expect(await second`select takeover_count from ship.push_batches`).toEqual([{ takeover_count: 1 }]);
  }));
