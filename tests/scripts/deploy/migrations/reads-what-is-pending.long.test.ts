import { createHash } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { CommandError } from "../../../../scripts/cli/command-error.ts";
import { applyPending } from "../../../../scripts/deploy/migrations/apply-pending.ts";
import { readPending } from "../../../../scripts/deploy/migrations/read-pending.ts";
import { useDatabaseBeds } from "./bed-with-database.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 300_000 });

const makeBed = useDatabaseBeds();

const a = "create table public.a (id bigint primary key, old text);\n";
const b = "-- slipway: contract\nalter table public.a drop column old;\n";
const c = "create table public.c (id bigint primary key);\n";
const codesOf = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

describe("promise 156: the set that is pending", () => {
  test("promise 156: names, phases and a digest that sha256sum gives as well; nothing is written by looking", async () => {
    const { context, sql } = await makeBed({ "20260101000000_a.sql": a, "20260102000000_b.sql": b });
    const pending = await readPending(context);
    expect(pending.files.map(({ name, version, phase }) => [name, version, phase])).toEqual([
      ["20260101000000_a.sql", "20260101000000", "expand"],
      ["20260102000000_b.sql", "20260102000000", "contract"],
    ]);
    const sum = (text: string) => createHash("sha256").update(text).digest("hex");
    expect(pending.digest).toBe(sum(`${sum(a)}  20260101000000_a.sql\n${sum(b)}  20260102000000_b.sql\n`));
    expect([pending.problems, pending.warnings, pending.applied]).toEqual([[], [], []]);
    expect(await sql`select to_regclass('public.a') as a, to_regnamespace('supabase_migrations') as history`)
      .toEqual([{ a: null, history: null }]);
  });

  test("promise 156: one byte more, another name or another order is another digest", async () => {
    const { context, write } = await makeBed({ "20260101000000_a.sql": a, "20260102000000_b.sql": b });
    const digests = new Set([(await readPending(context)).digest]);
    await write({ "20260102000000_b.sql": `${b} ` });
    digests.add((await readPending(context)).digest);
    await write({ "20260102000000_b.sql": null, "20260102000000_d.sql": b });
    digests.add((await readPending(context)).digest);
    await write({ "20260101000000_a.sql": null, "20260103000000_a.sql": a });
    digests.add((await readPending(context)).digest);
    expect(digests.size).toBe(4);
  });

  test("what is wrong with it is named all at once, with the way out", async () => {
    const { context, write } = await makeBed({ "20260101000000_a.sql": a, "20260104000000_c.sql": c });
    await applyPending(context, "all");
    await write({
      "20260101000000_a.sql": null,
      "20260102000000_late.sql": "select 1;\n",
      "20260103000000_late.sql": b,
      "20260105000000_word.sql": "-- slipway: later\nselect 1;\n",
      "20260105000000_twin.sql": "select 1;\n",
      "20260106000000_empty.sql": "\n",
      "seed.sql": "select 1;\n",
    });
    const { problems, warnings, files } = await readPending(context);
    expect(codesOf(problems)).toEqual([
      "migration_only_remote",
      // 20260103000000 contracts: it may come after what expands
      "migration_out_of_order",
      "migration_phase_unknown",
      "migration_version_twice",
      "migration_empty",
    ]);
    expect(problems.every(({ hint }) => hint !== "")).toBe(true);
    expect(codesOf(warnings)).toContain("migration_name_ignored");
    expect(files).toHaveLength(5);
    expect(codesOf((await readPending(context, { isAnyOrder: true })).problems)).not.toContain(
      "migration_out_of_order",
    );
    const refused = await applyPending(context, "all").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CommandError);
    expect(refused).toMatchObject({ code: "migrations_unfit", exitCode: 5, findings: { length: 5 } });
  });

  test("an expanding migration that would overtake a contracting one is said", async () => {
    const { context } = await makeBed({ "20260102000000_b.sql": b, "20260103000000_c.sql": c });
    const { problems, warnings } = await readPending(context);
    expect([codesOf(problems), codesOf(warnings)]).toEqual([[], ["migration_overtakes"]]);
  });
});

test("a database that does not answer is no empty set", async () => {
  const { context } = await makeBed({ "20260101000000_a.sql": a }, {
    env: { SLIPWAY_DB_URL: "postgresql://postgres:secret-word@127.0.0.1:1/postgres" },
  });
  const error = await readPending(context).catch((error: unknown) => error);
  expect(error).toMatchObject({ code: "migrations_unknown", exitCode: 1 });
  expect(String(error)).not.toContain("secret-word");
});
