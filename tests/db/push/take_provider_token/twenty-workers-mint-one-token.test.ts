import { expect, test } from "vitest";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("of twenty workers at once, exactly one may mint", () =>
  withDatabase(async ({ connect }) => {
    const workers = Array.from({ length: 20 }, () => connect());
    const take = () =>
      Promise.all(workers.map(async (sql) => {
        const [row] = await sql<{ mints: boolean; token: string | null }[]>`
          select answer -> 'mint' <> 'null' as mints, answer ->> 'token' as token
          from ship.take_provider_token('KEY', 'TEAM') as answer`;
        return row;
      }));

    const first = await take();
    expect(first.filter((row) => row?.mints)).toHaveLength(1);
    expect(first.filter((row) => row?.token)).toHaveLength(0);

    const [owner] = workers;
    await owner!`
      select ship.store_provider_token(
        'KEY', mint_token,
        tap.provider_token(jsonb_build_object('mint', jsonb_build_object('issued_at', extract(epoch from mint_issued_at)::bigint)), 'signed')
      )
      from ship_private.apns_provider_tokens`;
    await owner!`
      update ship_private.apns_provider_tokens set issued_at = clock_timestamp() - interval '45 minutes' where true`;
    const renewal = await take();
    expect(renewal.filter((row) => row?.mints)).toHaveLength(1);
    expect(renewal.filter((row) => row?.token?.includes(".signed_"))).toHaveLength(20);
  }));
