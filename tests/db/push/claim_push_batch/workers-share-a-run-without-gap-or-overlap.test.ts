import { expect, test } from "vitest";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("eight workers hand out each device of a run exactly once", () =>
  withDatabase(async ({ connect }) => {
    const owner = connect();
    await owner`select given_ios(), given_devices(1000)`;
    await owner`update ship.push_policy set batch_size = 17, max_workers_per_run = 8 where is_only_row`;
    await owner`select move('ios', 131)`;

    const work = async () => {
      const sql = connect();
      const seen: number[] = [];
      for (;;) {
        const [row] = await sql<{ batch: string | null; ids: number[] }[]>`
          select batch::text as batch, ids_of(batch)::integer[] as ids from claim_batch() as batch`;
        if (!row?.batch) return seen;
        seen.push(...row.ids);
        await sql`select answer(${row.batch}::text::jsonb)`;
      }
    };
    const seen = await Promise.all(Array.from({ length: 8 }, work));

    expect(seen.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
    expect(seen.filter((ids) => ids.length > 0).length).toBeGreaterThan(1);
    const [run] = await owner`
      select state, sent_count::integer, device_count::integer from ship.push_runs where apns_environment = 'production'`;
    expect(run).toEqual({ state: "finished", sent_count: 1000, device_count: 1000 });
    const [delivery] = await owner`select state from ship.deliveries where transport = 'apns'`;
    expect(delivery).toEqual({ state: "delivered" });
  }));
