import { describe, expect, test, vi } from "vitest";
import { codes, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments } from "./yard-with-environments.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 300_000 });

const yard = useShipyard();

const phases = {
  "20260101000000_notes.sql": "create table public.a (id bigint primary key, old text);\n",
  "20260102000000_b.sql": "-- slipway: contract\nalter table public.a drop column old;\n",
  "20260103000000_c.sql": "create table public.c (id bigint primary key);\n",
};

describe("promise 120: an environment is migrated in a recorded step of its own, before or after the code", () => {
  test("promise 120: one dry run of the whole set covers both phases; each is recorded and chained", async () => {
    const at = await openEnvironments(yard(), phases);
    expect((await at.migrate("production", "--dry-run")).code).toBe(0);
    const before = await at.migrate("production", "--phase", "expand");
    expect(before.code, before.stderr).toBe(0);
    expect(await at.history("production")).toEqual(["20260101000000", "20260103000000"]);
    const after = await at.migrate("production", "--phase", "contract");
    expect(after.code, after.stderr).toBe(0);
    expect(await at.history("production")).toEqual(["20260101000000", "20260102000000", "20260103000000"]);

    const runs = await yard().control.migrationRuns("production");
    expect(runs.map(({ phase, is_dry_run, applied_count }) => [phase, is_dry_run, applied_count])).toEqual([
      ["contract", false, 1],
      ["expand", false, 2],
      ["all", true, 0],
    ]);
    const audit = await yard().sql<{ action: string }[]>`
      select action from ship.audit_log where action like 'migration.%' and subject = 'production' order by seq desc limit 3`;
    expect(audit.map(({ action }) => action)).toEqual([
      "migration.applied",
      "migration.applied",
      "migration.dry_run",
    ]);
    expect((await yard().control.shipStatus("production")).ships).toEqual([]);
  });

  test("promise 120: a file that fails is said, recorded with what was applied before it, and taken up again", async () => {
    const at = await openEnvironments(yard(), {
      ...phases,
      "20260102000000_b.sql": "alter table public.a drop column missing;\n",
    });
    await at.migrate("production", "--dry-run");
    const failed = await at.migrate("production");
    expect([failed.code, codes(failed)]).toEqual([9, ["migration_failed"]]);
    expect(failed.stdout).toContain("20260102000000_b.sql");
    expect((await yard().control.migrationRuns("production"))[0]).toMatchObject({
      ...{ is_dry_run: false, outcome: "failed", code: "migration_failed", applied_count: 1 },
    });
    await at.sql("production")`alter table public.a add column missing text`;
    expect((await at.migrate("production")).code).toBe(0);
    expect((await at.history("production")).length).toBe(3);
  });
});
