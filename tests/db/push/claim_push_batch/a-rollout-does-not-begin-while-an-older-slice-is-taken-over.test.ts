import { expect, test } from "vitest";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("a claim that comes while a dead worker's slice of an older build is taken over gets nothing of the rollout", () =>
  withDatabase(async ({ connect }) => {
    const [first, second] = [connect(), connect()];
    await first`select given_ios()`;
    await first`select given_installations(10)`;
    await first`select move('ios', 131)`;
    await first`select claim_batch() from generate_series(1, 2)`;
    await first`select "offer"(132, 9999)`;
    await first`update ship.push_batches set leased_until = now() - interval '1 second' where true`;

    await first`begin`;
    const [taken] = await first`select claim_batch() ->> 'build' as build from generate_series(1, 2)`;
    expect(taken).toEqual({ build: "131" });
    expect(await second`select claim_batch() as batch`).toEqual([{ batch: null }]);
    await first`commit`;
  }));
