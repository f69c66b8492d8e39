import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { probeOnce } from "../../../scripts/deploy/verify.ts";
import { checkEnv } from "../../../scripts/env-lists/check-env.ts";
import type { Verify } from "../../../scripts/manifest/schema.ts";
import { type Postgres, startPostgres } from "../../../scripts/stack/postgres/start-postgres.ts";
import { type ManagementApi, startManagementApi } from "../../support/management-api/management-api.ts";
import { type Bed, makeBed } from "./bed.ts";

let server: Postgres;
let sql: postgres.Sql;
beforeAll(async () => {
  server = await startPostgres();
  sql = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  await sql`create table public.jobs (id bigint, name text)`;
  await sql`insert into public.jobs values (1, 'nightly')`;
});
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await server?.stop();
});

let api: ManagementApi;
let bed: Bed;
beforeEach(async () => {
  api = await startManagementApi();
  onTestFinished(api.stop);
  api.query = async ({ query, read_only }) =>
    await sql.begin(read_only ? "read only" : "read write", (transaction) => transaction.unsafe(query));
  bed = await makeBed({
    deploy: { type: "supabase", migrations: false, functions: [] },
    files: { "profile.yaml": api.profile, "supabase/config.toml": 'project_id = "nine"\n' },
    ship: { environment: { project_ref: api.projectRef } },
    env_lists: {
      source: { type: "supabase" },
      required: ["MAIL_KEY", "EMPTY"],
      never: ["DEBUG"],
      rules: [
        { name: "NODE_ENV", equals: "production" },
        { name: "LOG_LEVEL", one_of: ["info", "warn"] },
        { name: "APP_ORIGIN", origin: true },
      ],
    },
    env: { SUPABASE_ACCESS_TOKEN: api.accessToken, SUPABASE_NO_KEYRING: "1" },
  });
  Object.assign(bed.context.env, {
    SUPABASE_PROFILE: join(bed.root, "profile.yaml"),
    SUPABASE_HOME: bed.root,
  });
});

const probe = (query: string, ...expected: object[]): Verify =>
  JSON.parse(JSON.stringify({ type: "sql", query, expect: expected }));
const ask = async (asked: Verify) => await probeOnce(bed.context, asked, { build: 7 });

describe("promise 127: one query of the environment's database", () => {
  test("its rows are as expected, or what they are is named", async () => {
    const query = "-- the jobs\nselect count(*)::int as n, min(name) as first from public.jobs";
    expect(await ask(probe(query, { json: "/0/n", at_least: 1 }, { json: "/0/first", equals: "nightly" })))
      .toEqual({ isVerified: true, saw: "answered 1 rows as expected" });
    expect(await ask(probe(query, { json: "/0/n", equals: 2 }, { json: "/1", exists: true }))).toEqual({
      isVerified: false,
      saw: "has 1 at /0/n, expected /0/n = 2; has nothing at /1",
    });
    expect(api.calls).toContain("POST /database/query");
  });

  test("it can only read", async () => {
    const { isVerified, saw } = await ask(
      probe("delete from public.jobs returning id", { json: "/0", exists: true }),
    );
    expect(isVerified).toBe(false);
    expect(saw).toContain("--read-only only allows SELECT");
    const hidden = "with gone as (delete from public.jobs returning id) select * from gone";
    expect((await ask(probe(hidden, { json: "/0", exists: true }))).saw).toContain("read-only transaction");
    expect(await sql`select id from public.jobs`).toHaveLength(1);
  });

  test("a database that does not answer, and a query that is none, are named; the credential is not", async () => {
    expect((await ask(probe("select wrong", { json: "/0", exists: true }))).saw).toContain(
      'column \\"wrong\\" does not exist',
    );
    api.query = undefined;
    const { saw } = await ask(probe("select 1", { json: "/0", exists: true }));
    expect(saw).toMatch(/^could not be asked: "supabase db query --read-only .*" ended with code 1/);
    expect(saw).not.toContain(api.accessToken);
  });
});

test("promises 129, 131, 132: secrets of a project are known by name and digest; what only the value would tell is said so", async () => {
  const values = {
    EMPTY: "",
    DEBUG: "1",
    NODE_ENV: "development",
    LOG_LEVEL: "warn",
    APP_ORIGIN: "https://a.test/",
  };
  for (const [name, value] of Object.entries(values)) {
    api.secretNames.add(name);
    api.secretValues.set(name, value);
  }
  const { refusals, warnings } = await checkEnv(bed.context);
  expect(refusals.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    "env_missing: MAIL_KEY of dashboard in production is not set",
    "env_missing: EMPTY of dashboard in production is empty",
    "env_forbidden: DEBUG of dashboard in production is set, and must not be",
    "env_value_wrong: NODE_ENV of dashboard in production must be production",
  ]);
  expect(warnings).toMatchObject([{
    code: "env_unreadable",
    message: expect.stringContaining("APP_ORIGIN"),
  }]);
  bed.context.env.SUPABASE_ACCESS_TOKEN = `sbp_${"0".repeat(40)}`;
  expect((await checkEnv(bed.context)).refusals).toMatchObject([{ code: "env_source_unreadable" }]);
});
