import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("the later of two runs sees that the other has ended", () =>
  withDatabase(async ({ connect }) => {
    const [production, sandbox, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select move('ios', 131)`;
    await observer`create table public.batches as select claim_batch() as batch from generate_series(1, 2)`;
    const finish = (environment: string) =>
      `select answer(batch) from public.batches where batch ->> 'apns_environment' = '${environment}'`;

    await production`begin`;
    await production.unsafe(finish("production"));
    const waiting = sandbox.unsafe(finish("sandbox")).execute();
    await untilBlocked(observer);
    await production`commit`;
    await waiting;

    expect(await observer`select state from ship.deliveries where transport = 'apns'`).toEqual([{
      state: "delivered",
    }]);
  }));
