import { afterEach, describe, expect, test, vi } from "vitest";
import { startPostgres } from "../../../scripts/stack/postgres/start-postgres.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { codes, events } from "../../support/shipyard.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 300_000 });

let repo: Monorepo | undefined;
afterEach(async () => {
  await repo?.stop();
  repo = undefined;
});

const notes = "create table public.notes (id bigint primary key, owner uuid references auth.users (id));\n";
const policy = "alter table public.notes enable row level security;\n" +
  "create policy own on public.notes for select to authenticated using ((select auth.uid()) = owner);\n";
const typesPath = "src/database.types.ts";

async function open(
  migrations: Record<string, string>,
  files: Record<string, string> = {},
): Promise<Monorepo> {
  repo = await createMonorepo({
    components: [],
    edit(draft) {
      draft.build = 1;
      draft.ship = {
        environments: {
          production: { branch: "main", project_ref: "productionproduction", announces: true },
        },
      };
      draft.components = {
        database: {
          ...{ name: "Database", kind: "database", build: 1, paths: ["supabase"] },
          deploy: { type: "supabase", migrations: true, functions: [] },
        },
      };
    },
    files: {
      "supabase/config.toml": 'project_id = "team"\n',
      ...Object.fromEntries(
        Object.entries(migrations).map(([name, text]) => [`supabase/migrations/${name}`, text]),
      ),
      ...files,
    },
  });
  return repo;
}

const two = { "20260101000000_notes.sql": notes, "20260102000000_policy.sql": policy };

describe("promise 155: migrations apply to an empty database, and the committed types are what they generate", () => {
  test("promise 155: without generated types the migrations alone are checked", async () => {
    const at = await open(two);
    const without = await at.run("migration", "check", "--json");
    expect(without.code, without.stderr + without.stdout).toBe(0);
    expect(events(without)).toEqual([{ event: "result", outcome: "well", migrations: 2, types: null }]);
  });

  test("promise 155: stale types are named, and current ones are current however they are formatted", async () => {
    const at = await open(two);
    await at.commit("types", { [typesPath]: "export type Json = string;\nexport type Database = {};\n" });
    const stale = await at.run("migration", "check", "--json");
    expect([stale.code, codes(stale)]).toEqual([5, ["types_stale"]]);

    expect((await at.run("migration", "types")).code).toBe(0);
    const generated = await at.read(typesPath);
    expect(generated).toContain('"notes"');
    const formatted = generated.replace(/\n\s*/g, "\n  ").replaceAll('"notes"', "notes").replaceAll(
      " | ",
      " |\n ",
    );
    await at.write(typesPath, `// generated\n${formatted};\n`);
    const well = await at.run("migration", "check");
    expect(well.code, well.stderr).toBe(0);
    expect(well.stdout).toBe(
      `2 migrations apply to an empty database, and ${typesPath} is what they generate.\n`,
    );
    // what says the same stays as it is formatted
    expect((await at.run("migration", "types")).stdout).toBe(`${typesPath} is up to date.\n`);
    expect(await at.read(typesPath)).toContain("// generated");

    await at.write(
      "supabase/migrations/20260103000000_more.sql",
      "alter table public.notes add column body text;\n",
    );
    const moved = await at.run("migration", "types", "--check", "--json");
    expect([moved.code, codes(moved)]).toEqual([5, ["types_stale"]]);
  });

  test("promise 155: one that does not apply is named, with what Postgres said", async () => {
    const at = await open({
      ...two,
      "20260103000000_bad.sql": "alter table public.nots add column body text;\n",
    });
    const outcome = await at.run("migration", "check", "--json");
    expect([outcome.code, codes(outcome)]).toEqual([5, ["migrations_fail"]]);
    expect(outcome.stdout).toContain("20260103000000_bad.sql does not apply");
    expect(outcome.stdout).toContain("42P01");
  });

  test("promise 155: files that say nothing, or nothing known, are refused before any database is started", async () => {
    const at = await open({
      "20260101000000_notes.sql": "-- slipway: sometime\nselect 1;\n",
      "20260101000000_b.sql": "\n",
    });
    const outcome = await at.run("migration", "check", "--json");
    expect([outcome.code, codes(outcome).sort()]).toEqual([5, [
      "migration_empty",
      "migration_phase_unknown",
      "migration_version_twice",
    ]]);
  });
});

describe("promise 119: what checks in CI holds no credential of a database", () => {
  const job = {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_REF_NAME: "7/merge",
  };
  const secret = "pass-of-production";
  test("promise 119: each that can be seen is named at once, without its value; without them it checks", async () => {
    const at = await open(two);
    const env = {
      ...job,
      SUPABASE_DB_PASSWORD: secret,
      SUPABASE_ACCESS_TOKEN: `sbp_${"a1".repeat(20)}`,
      SLIPWAY_DB_URL: `postgresql://postgres:${secret}@db.productionproduction.supabase.co/postgres`,
      DATABASE_URL: `postgres://app:${secret}@10.1.2.3/app`,
      TEST_URL: "postgres://postgres:postgres@postgres:5432/test",
    };
    await at.write("supabase/.temp/project-ref", "productionproduction");
    const refused = await at.run("migration", "check", "--json", { env });
    expect([refused.code, codes(refused)]).toEqual([5, Array(5).fill("ci_holds_credential")]);
    expect(refused.stdout).not.toContain(secret);
    for (const name of ["SUPABASE_DB_PASSWORD", "SUPABASE_ACCESS_TOKEN", "SLIPWAY_DB_URL", "DATABASE_URL"]) {
      expect(refused.stdout).toContain(name);
    }
    expect(refused.stdout).not.toContain("TEST_URL");
    await at.git("clean", "-fdq", "supabase/.temp");
    const { TEST_URL } = env;
    const well = await at.run("migration", "check", { env: { ...job, TEST_URL } });
    expect(well.code, well.stderr).toBe(0);
  });

  test("promise 119: the job's own database may be named, never one of a project, and never one that has something", async () => {
    const at = await open({ "20260101000000_notes.sql": "create table public.a ();\n" });
    const server = await startPostgres();
    try {
      const env = { ...job, SLIPWAY_CI_DATABASE_URL: server.ownerUrl };
      expect((await at.run("migration", "check", { env })).code).toBe(0);
      const again = await at.run("migration", "check", "--json", { env });
      expect([again.code, codes(again)]).toEqual([5, ["ci_database_not_empty"]]);
    } finally {
      await server.stop();
    }
    for (
      const address of [
        "postgresql://postgres:x@db.productionproduction.supabase.co/postgres",
        "postgresql://postgres.productionproduction:x@pooler.example.test/postgres",
        "postgresql://postgres.otherotherotherother:x@aws-0-eu-west-1.pooler.supabase.com/postgres",
      ]
    ) {
      const outcome = await at.run("migration", "check", "--json", {
        env: { ...job, SLIPWAY_CI_DATABASE_URL: address },
      });
      expect([outcome.code, codes(outcome)], address).toEqual([5, ["ci_database_is_remote"]]);
    }
    const none = await at.run("migration", "check", "--json", {
      env: { ...job, SLIPWAY_CI_DATABASE_URL: "db" },
    });
    expect([none.code, codes(none)]).toEqual([4, ["ci_database_invalid"]]);
  });
});
