import { describe, expect, test, vi } from "vitest";
import { codes, events, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments, push } from "./yard-with-environments.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 300_000 });

const yard = useShipyard();

const first = { "20260101000000_notes.sql": "create table public.a (id bigint primary key, old text);\n" };
const second = "supabase/migrations/20260102000000_b.sql";

describe("promise 156: production takes only a set that was tried there", () => {
  test("promise 156: refused untried, taken once tried, and refused again when a byte changed", async () => {
    const at = await openEnvironments(yard(), first);
    const untried = await at.migrate("production");
    expect([untried.code, codes(untried)]).toEqual([5, ["dry_run_missing"]]);
    expect(await at.history("production")).toEqual([]);

    const tried = await at.migrate("production", "--dry-run");
    expect(tried.code, tried.stderr).toBe(0);
    const [seen] = events(tried);
    expect(seen).toMatchObject({
      event: "dry_run",
      environment: "production",
      outcome: "done",
      problems: [],
    });
    expect(await at.history("production")).toEqual([]);

    const sha = await push(at.repo, { [second]: "select 1;\n" });
    const other = await at.migrate("production");
    expect([other.code, codes(other)]).toEqual([5, ["dry_run_missing"]]);
    // tried in staging is not tried in production
    expect((await at.migrate("staging", "--dry-run")).code).toBe(0);
    expect((await at.migrate("production")).code).toBe(5);

    expect((await at.migrate("production", "--dry-run")).code).toBe(0);
    const applied = await at.migrate("production", "--yes");
    expect(applied.code, applied.stderr).toBe(0);
    expect(events(applied).at(-1)).toMatchObject({
      ...{ event: "result", outcome: "applied", environment: "production", sha },
      applied: ["20260101000000_notes.sql", "20260102000000_b.sql"],
    });
    expect(await at.history("production")).toEqual(["20260101000000", "20260102000000"]);

    const [run, ...before] = await yard().control.migrationRuns("production");
    expect(run).toMatchObject({ is_dry_run: false, outcome: "done", applied_count: 2, phase: "all", sha });
    expect(run?.digest).toBe(before[0]?.digest);
    expect(before.map(({ is_dry_run }) => is_dry_run)).toEqual([true, true]);
    const password = new URL(at.env("production").SLIPWAY_DB_URL ?? "").password;
    for (const { stdout, stderr } of [untried, tried, applied]) {
      expect(`${stdout}${stderr}`).not.toContain(`:${password}@`);
    }
  });
});
