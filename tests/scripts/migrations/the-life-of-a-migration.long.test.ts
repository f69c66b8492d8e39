import postgres from "postgres";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { plainEnvironment } from "../../support/monorepo/run.ts";
import { codes, events } from "../../support/shipyard.ts";
import { end, stackUp } from "../stack/up/slipway.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 300_000 });

async function open(files: Record<string, string> = {}): Promise<Monorepo> {
  const repo = await createMonorepo({
    components: [],
    edit: (draft) =>
      void (draft.components = {
        database: {
          ...{ name: "Database", kind: "database", build: draft.build, paths: ["supabase"] },
          deploy: { type: "supabase", migrations: true, functions: [], types: "types/db.ts" },
        },
      }),
    files: { "supabase/config.toml": 'project_id = "team"\n', ...files },
  });
  onTestFinished(repo.stop);
  return repo;
}

describe("promise 157: the life of a migration is commands", () => {
  test("promise 157: new makes a file, and one that contracts says so", async () => {
    const repo = await open();
    const made = await repo.run("migration", "new", "add_notes");
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout).toMatch(/^supabase\/migrations\/\d{14}_add_notes\.sql\n$/);
    expect(await repo.read(made.stdout.trim())).toBe("");
    const [event] = events(await repo.run("migration", "new", "drop_notes", "--contract", "--json"));
    expect(event).toMatchObject({ event: "result", phase: "contract" });
    expect(await repo.read(String(event?.file))).toBe("-- slipway: contract\n");
  });

  test.each(["../up", "a/b", "", "-x", "a b", "x".repeat(101)])("a name that is none: %j", async (name) => {
    const repo = await open();
    const outcome = await repo.run("migration", "new", "--json", "--", name);
    expect([outcome.code, codes(outcome)]).toEqual([2, ["migration_name_invalid"]]);
    expect(await repo.git("status", "--porcelain")).toBe("");
  });

  test("promise 157: new beside a file of the future says that it would come before that", async () => {
    const repo = await open({ "supabase/migrations/29990101000000_later.sql": "select 1;\n" });
    const made = await repo.run("migration", "new", "add_notes");
    expect([made.code, made.stderr]).toEqual([0, expect.stringContaining("migration_out_of_order")]);
  });

  test("promise 157: types go where version.json says", async () => {
    const repo = await open({
      "supabase/migrations/20260101000000_notes.sql": "create table public.a (id int);\n",
    });
    const made = await repo.run("migration", "types", "--json");
    expect(made.code, made.stderr + made.stdout).toBe(0);
    expect(events(made)).toEqual([{ event: "result", file: "types/db.ts", outcome: "written" }]);
    expect(await repo.read("types/db.ts")).toContain('"a"');
  });

  test("promise 157: reset empties the local database and applies every migration", async () => {
    const repo = await open({
      "supabase/migrations/20260101000000_notes.sql": "create table public.a (id int);\n",
    });
    const up = await stackUp([], { cwd: repo.root, env: plainEnvironment(repo.home), clearEnv: true });
    onTestFinished(async () => {
      await end(up);
    });
    const sql = postgres(up.info.db_url, { max: 1, onnotice: () => {} });
    onTestFinished(() => sql.end({ timeout: 1 }));
    await sql`create table public.left_over ()`;
    const reset = await repo.run("migration", "reset", "--json");
    expect(reset.code, reset.stderr + reset.stdout).toBe(0);
    expect(events(reset)).toEqual([{ event: "result", outcome: "reset", database: "platform" }]);
    expect(await sql`select to_regclass('public.left_over') as gone, to_regclass('public.a')::text as made`)
      .toEqual([{ gone: null, made: "a" }]);
  });

  test.each([
    ["production"],
    ["--remote"],
    ["--remote=productionproduction"],
    ["--linked"],
    ["--db-url", "postgresql://x"],
    ["--project-ref", "productionproduction"],
  ])("promise 157: reset of anything else is refused: %s", async (...args) => {
    const repo = await open();
    const outcome = await repo.run("migration", "reset", "--json", ...args, {
      env: { SUPABASE_ACCESS_TOKEN: `sbp_${"a1".repeat(20)}` },
    });
    expect([outcome.code, codes(outcome)]).toEqual([5, ["reset_is_local"]]);
  });
});
