import { describe, expect, test, vi } from "vitest";
import { codes, events, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments, push } from "./yard-with-environments.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 300_000 });

const yard = useShipyard();

const first = { "20260101000000_notes.sql": "create table public.a (id bigint primary key, old text);\n" };
const second = "supabase/migrations/20260102000000_b.sql";

describe("promise 156: production takes only a set that was tried there", () => {
  test("promise 156: an environment that nothing is promoted to takes them at once; nothing pending needs nothing", async () => {
    const at = await openEnvironments(yard(), first);
    expect((await at.migrate("staging")).code).toBe(0);
    const again = await at.migrate("staging");
    expect([again.code, events(again).at(-1)?.outcome]).toEqual([0, "nothing_pending"]);
    await at.migrate("production", "--dry-run");
    expect((await at.migrate("production")).code).toBe(0);
    expect(events(await at.migrate("production")).at(-1)?.outcome).toBe("nothing_pending");
  });

  test("a dry run that found something wrong says all of it, is recorded as failed, and counts for nothing", async () => {
    const at = await openEnvironments(yard(), first);
    await push(at.repo, { [second]: "\n", "supabase/migrations/20260103000000_c.sql": "-- slipway: soon\n" });
    const tried = await at.migrate("production", "--dry-run");
    expect([tried.code, codes(tried).sort()]).toEqual([5, [
      "migration_empty",
      "migration_empty",
      "migration_phase_unknown",
    ]]);
    const [run] = await yard().control.migrationRuns("production");
    expect(run).toMatchObject({ is_dry_run: true, outcome: "failed", code: "migrations_unfit" });
    const applied = await at.migrate("production");
    expect([applied.code, codes(applied).length]).toEqual([5, 3]);
  });
});

describe("what a dry run notices", () => {
  test("a migration that was edited after it was applied", async () => {
    const at = await openEnvironments(yard(), first);
    expect((await at.migrate("staging")).code).toBe(0);
    // blanks and semicolons are no edit
    const [[name, text] = ["", ""]] = Object.entries(first);
    await push(at.repo, { [`supabase/migrations/${name}`]: `\n${text.replace(";", " ;")}\n` });
    expect(events(await at.migrate("staging", "--dry-run")).at(-1)?.warnings).toEqual([]);
    await push(at.repo, { [`supabase/migrations/${name}`]: text.replace("old", "older") });
    const tried = await at.migrate("staging", "--dry-run");
    expect(tried.code).toBe(0);
    expect(events(tried).at(-1)).toMatchObject({ files: [], warnings: [{ code: "migration_edited" }] });
  });

  test("files that are not committed: they are tried, and never applied", async () => {
    const at = await openEnvironments(yard(), first);
    await at.repo.write(second, "select 1;\n");
    const tried = await at.migrate("staging", "--dry-run");
    expect(events(tried).at(-1)).toMatchObject({ warnings: [{ code: "migrations_uncommitted" }] });
    expect((await yard().control.migrationRuns("staging"))[0]).toMatchObject({ sha: null });
    const applied = await at.migrate("staging");
    expect([applied.code, codes(applied)]).toEqual([5, ["migrations_uncommitted"]]);
    await at.repo.commit("not pushed");
    const elsewhere = await at.migrate("staging");
    expect([elsewhere.code, codes(elsewhere)]).toEqual([5, ["commit_elsewhere"]]);
    expect(await at.history("staging")).toEqual([]);
  });
});

test("an environment that version.json does not name", async () => {
  const at = await openEnvironments(yard(), first);
  const outcome = await at.repo.run("migrate", "prod", "--json", { env: at.env("production") });
  expect([outcome.code, codes(outcome)]).toEqual([2, ["environment_unknown"]]);
  expect((await at.repo.run("migrate", { env: at.env("production") })).code).toBe(2);
  expect((await at.migrate("staging", "--phase", "later")).code).toBe(2);
});
