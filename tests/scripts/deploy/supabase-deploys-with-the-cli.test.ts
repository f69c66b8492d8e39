import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { deploy } from "../../../scripts/deploy/deploy.ts";
import { type Postgres, startPostgres } from "../../../scripts/stack/postgres/start-postgres.ts";
import { makeBed } from "./bed.ts";
import { files, startProject } from "./supabase-project.ts";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

describe("promise 10: migrations and functions are what a database component's build counts", () => {
  test("promise 10: the migrations are applied, then the functions run; a second time changes no row", async () => {
    const { api, ship, env } = await startProject();
    const bed = await makeBed({
      deploy: { type: "supabase", migrations: true, functions: ["announce", "push"] },
      files,
      ship,
      env: { ...env, SLIPWAY_DB_URL: server.ownerUrl },
    });
    await deploy(bed.context);
    await deploy(bed.context);
    expect([...api.functions.keys()]).toEqual(["announce", "push"]);
    const sql = postgres(server.ownerUrl, { max: 1 });
    onTestFinished(() => sql.end());
    expect(await sql`select version from supabase_migrations.schema_migrations`).toEqual([{
      version: "20260101000000",
    }]);
    expect(bed.notes.join("\n")).not.toContain(new URL(server.ownerUrl).password + "@");
  });
});
