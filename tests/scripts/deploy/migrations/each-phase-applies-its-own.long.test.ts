import { describe, expect, test, vi } from "vitest";
import { applyPending } from "../../../../scripts/deploy/migrations/apply-pending.ts";
import { countPendingMigrations } from "../../../../scripts/deploy/migrations/count-pending.ts";
import { phases as set, useDatabaseBeds } from "./bed-with-database.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 300_000 });

const makeBed = useDatabaseBeds();

describe("promise 120: what expands comes before the code, what contracts after it", () => {
  test("promise 120: each phase applies its own, also a file that an older one waits for; another time changes nothing", async () => {
    const { context, history, sql } = await makeBed(set);
    expect((await applyPending(context, "expand")).applied).toEqual([
      "20260101000000_a.sql",
      "20260103000000_c.sql",
    ]);
    expect(await history()).toEqual(["20260101000000", "20260103000000"]);
    expect((await applyPending(context, "expand")).applied).toEqual([]);
    expect(await countPendingMigrations(context)).toEqual({ value: 1 });
    expect(await countPendingMigrations({ ...context, migrations: "expand" })).toEqual({ value: 0 });
    expect((await applyPending(context, "contract")).applied).toEqual(["20260102000000_b.sql"]);
    expect((await applyPending(context, "contract")).applied).toEqual([]);
    expect(await history()).toEqual(["20260101000000", "20260102000000", "20260103000000"]);
    const columns = await sql<{ name: string }[]>`
      select attname as name from pg_attribute where attrelid = 'public.a'::regclass and attnum > 0 and not attisdropped`;
    expect(columns.map(({ name }) => name)).toEqual(["id"]);
  });

  test("one that is older than what is applied waits for --include-all", async () => {
    const { context, write, history } = await makeBed({
      "20260103000000_c.sql": set["20260103000000_c.sql"],
    });
    await applyPending(context, "all");
    await write({ "20260101000000_a.sql": set["20260101000000_a.sql"] });
    await expect(applyPending(context, "all")).rejects.toMatchObject({
      code: "migration_out_of_order",
      exitCode: 5,
    });
    expect(await history()).toEqual(["20260103000000"]);
    expect((await applyPending(context, "all", { isAnyOrder: true })).applied).toEqual([
      "20260101000000_a.sql",
    ]);
  });
});
