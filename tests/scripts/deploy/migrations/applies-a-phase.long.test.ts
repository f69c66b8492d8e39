import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { deploy, describeDeploy } from "../../../../scripts/deploy/deploy.ts";
import { applyPending } from "../../../../scripts/deploy/migrations/apply-pending.ts";
import { readPending } from "../../../../scripts/deploy/migrations/read-pending.ts";
import { phases as set, useDatabaseBeds } from "./bed-with-database.ts";

// each question to the CLI starts a process
vi.setConfig({ testTimeout: 300_000 });

const makeBed = useDatabaseBeds();

describe("promise 120: what expands comes before the code, what contracts after it", () => {
  test("promise 120: a deploy applies what it is told to: its functions alone, a part, or all", async () => {
    const { context, history } = await makeBed(set);
    expect(describeDeploy({ ...context, migrations: "none" })).toEqual([]);
    await deploy({ ...context, migrations: "none" });
    expect((await readPending(context)).files).toHaveLength(3);
    await deploy({ ...context, migrations: "expand" });
    expect(await history()).toEqual(["20260101000000", "20260103000000"]);
    await deploy(context);
    expect(await history()).toEqual(["20260101000000", "20260102000000", "20260103000000"]);
  });

  test("a folder that is a link, and settings that read a variable of .env", async () => {
    const { root, context, history } = await makeBed({}, {
      files: {
        ...Object.fromEntries(Object.entries(set).map(([name, text]) => [`migrations/${name}`, text])),
        "supabase/config.toml": 'project_id = "env(BED_NAME)"\n',
        "supabase/.env": "BED_NAME=bed\n",
      },
    });
    await symlink("../migrations", join(root, "supabase/migrations"));
    await applyPending(context, "contract").catch(() => {});
    await applyPending(context, "expand");
    expect(await history()).toEqual(["20260101000000", "20260103000000"]);
  });
});

describe("a broken statement in the second of three", () => {
  const broken = {
    "20260101000000_a.sql": set["20260101000000_a.sql"],
    "20260102000000_bad.sql": "create table public.half (id bigint);\nselect 1 / 0;\n",
    "20260103000000_c.sql": set["20260103000000_c.sql"],
  };

  test.each(["all", "expand"] as const)(
    "what is applied is said and stays, the rest of the file is rolled back, and the next run goes on: %s",
    async (phase) => {
      const { context, write, history, sql } = await makeBed({
        ...broken,
        ...phase === "expand" ? { "20260104000000_d.sql": "-- slipway: contract\nselect 1;\n" } : {},
      });
      const error = await applyPending(context, phase).catch((error: unknown) => error);
      expect(error).toMatchObject({ code: "migration_failed", exitCode: 9 });
      const said = String(error);
      expect(said).toContain("division by zero");
      expect(said).toContain("applied before: 20260101000000_a.sql");
      expect(said).toContain("failed, and rolled back: 20260102000000_bad.sql");
      expect(said).toContain("not tried: 20260103000000_c.sql");
      expect(await history()).toEqual(["20260101000000"]);
      expect(await sql`select to_regclass('public.half') as half`).toEqual([{ half: null }]);
      await write({ "20260102000000_bad.sql": "create table public.half (id bigint);\n" });
      expect((await applyPending(context, phase)).applied).toEqual([
        "20260102000000_bad.sql",
        "20260103000000_c.sql",
      ]);
    },
  );

  test("a deploy says the same in its own words", async () => {
    const { context } = await makeBed(broken);
    await expect(deploy(context)).rejects.toMatchObject({
      code: "deploy_failed",
      exitCode: 9,
      message: expect.stringContaining("not tried: 20260103000000_c.sql"),
      hint: expect.stringContaining("slipway ship --resume"),
    });
  });
});
