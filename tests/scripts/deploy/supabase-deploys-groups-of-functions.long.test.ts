import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planDatabasePush } from "../../../scripts/deploy/adapters/supabase-database.ts";
import { deploy, describeDeploy, planDeploy } from "../../../scripts/deploy/deploy.ts";
import { type Postgres, startPostgres } from "../../../scripts/stack/postgres/start-postgres.ts";
import { makeBed } from "./bed.ts";
import { files, group, startProject } from "./supabase-project.ts";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

describe("promise 60: a function group", () => {
  test("promise 60: busybro deploys exactly busybro-bot, ask, busybro-threads", async () => {
    const { api, ship, env } = await startProject();
    const bed = await makeBed({
      deploy: { type: "supabase", migrations: false, functions: group },
      files,
      ship,
      env,
    });
    await deploy(bed.context);
    expect([...api.functions.keys()].sort()).toEqual([...group].sort());
    expect(api.refusals).toEqual([]);
    expect(describeDeploy(bed.context)).toEqual([
      `supabase functions deploy busybro-bot ask busybro-threads --use-api --remote=${api.projectRef} --yes`,
    ]);
  });

  test("promise 60: an empty list deploys nothing, because the CLI without names would deploy every function", async () => {
    const { api, ship, env } = await startProject();
    const bed = await makeBed({
      deploy: { type: "supabase", migrations: false, functions: [] },
      files,
      ship,
      env,
    });
    await deploy(bed.context);
    expect(describeDeploy(bed.context)).toEqual([]);
    expect([api.functions.size, api.calls]).toEqual([0, []]);
  });

  test.each(["--prune", "a b", "", "../announce"])(
    "a name that the CLI could take for something else: %j",
    async (name) => {
      const bed = await makeBed();
      bed.context.manifest.components.dashboard!.deploy = {
        type: "supabase",
        migrations: false,
        functions: [name],
      };
      await expect(deploy(bed.context)).rejects.toMatchObject({ code: "function_name_invalid", exitCode: 2 });
    },
  );

  test("a group with a function that does not exist is refused as a whole", async () => {
    const { api, ship, env } = await startProject();
    const functions = ["ask", "nope"];
    const bed = await makeBed({
      deploy: { type: "supabase", migrations: true, functions },
      files,
      ship,
      env,
    });
    await expect(deploy(bed.context)).rejects.toMatchObject({ code: "function_missing", exitCode: 5 });
    expect(api.calls).toEqual([]);
  });

  test("what the API refuses fails the deploy with the CLI's words", async () => {
    const { api, ship, env } = await startProject();
    const bed = await makeBed({
      deploy: { type: "supabase", migrations: false, functions: ["ask"] },
      files,
      ship,
      env: { ...env, SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}` },
    });
    await expect(deploy(bed.context)).rejects.toMatchObject({
      code: "deploy_failed",
      exitCode: 9,
      message: expect.stringContaining("Unauthorized"),
    });
    expect(api.functions.size).toBe(0);
  });
});

describe("only `supabase db push` gets a credential of the database", () => {
  test("the password travels in its environment, never in its arguments", async () => {
    const bed = await makeBed({
      deploy: { type: "supabase", migrations: true, functions: ["ask"] },
      files,
      env: {
        SLIPWAY_DB_URL: "postgresql://owner:p%40ss-word@db.example.test:5432/postgres",
        SUPABASE_DB_PASSWORD: "other",
      },
    });
    const [push, functions] = planDeploy(bed.context);
    expect(push?.args).toContain("--remote=postgresql://owner@db.example.test:5432/postgres");
    expect(push?.env).toMatchObject({ PGPASSWORD: "p@ss-word" });
    expect(push?.env).not.toHaveProperty("SLIPWAY_DB_URL");
    for (const name of ["PGPASSWORD", "SLIPWAY_DB_URL", "SUPABASE_DB_PASSWORD"]) {
      expect(functions?.env).not.toHaveProperty(name);
    }
    expect(JSON.stringify([push?.args, functions])).not.toMatch(/p@ss|p%40ss/);
  });

  test("without an address it is the CLI that finds the project's database", async () => {
    const bed = await makeBed({ env: { SUPABASE_DB_PASSWORD: "secret" } });
    const push = planDatabasePush(bed.context, ["--yes"]);
    expect(push.args.slice(0, 4)).toEqual(["db", "push", "--remote", "--yes"]);
    expect(push.env.SUPABASE_DB_PASSWORD).toBe("secret");
  });

  test("an address that is none is a credential's problem", async () => {
    const bed = await makeBed({
      deploy: { type: "supabase", migrations: true, functions: [] },
      env: { SLIPWAY_DB_URL: "not an address" },
    });
    await expect(deploy(bed.context)).rejects.toMatchObject({ code: "database_url_invalid", exitCode: 4 });
  });
});

test("a migration that fails stops the deploy before any function", async () => {
  const { api, ship, env } = await startProject();
  const bed = await makeBed({
    deploy: { type: "supabase", migrations: true, functions: ["announce"] },
    files: { ...files, "supabase/migrations/20260102000000_broken.sql": "create table broken (\n" },
    ship,
    env: { ...env, SLIPWAY_DB_URL: server.ownerUrl },
  });
  await expect(deploy(bed.context)).rejects.toMatchObject({ code: "deploy_failed" });
  expect(api.functions.size).toBe(0);
});
