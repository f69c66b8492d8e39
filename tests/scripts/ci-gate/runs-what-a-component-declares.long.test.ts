import { expect, onTestFinished, test } from "vitest";
import { openOwnDatabase } from "../../../scripts/ci-gate/own-database.ts";
import { startPostgres } from "../../../scripts/stack/postgres/start-postgres.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";

async function open(run: string[], database = false, files: Record<string, string> = {}): Promise<Monorepo> {
  const repo = await createMonorepo({
    ...{ components: [], remote: false },
    edit(draft) {
      draft.build = 1;
      draft.components = {
        api: {
          name: "API",
          kind: "server",
          version: "1.0.0",
          build: 1,
          paths: ["api"],
          ci: { run, database },
        },
      };
    },
    files: { "api/built.txt": "1\n", ".gitignore": "dist/\n", ...files },
  });
  onTestFinished(() => repo.stop());
  return repo;
}

const secrets = {
  SLIPWAY_SECRET_KEY: "sb_secret_x",
  SLIPWAY_DB_URL: "postgresql://prod.example/x",
  GITHUB_TOKEN: "ghs_x",
};

test("commands run one after the other in the root, without a credential, and the first that fails ends it", {
  timeout: 240_000,
}, async () => {
  const repo = await open([
    "mkdir -p dist && pwd > dist/where && env > dist/env",
    "echo two >> dist/where",
    "exit 3",
    "echo four >> dist/where",
  ]);
  const { code, stderr } = await repo.run("gates", "ci", "--run", "api", { env: secrets });
  expect([code, stderr.includes("ci_failed")]).toEqual([1, true]);
  expect((await repo.read("dist/where")).trim().split("\n").at(-1)).toBe("two");
  const seen = await repo.read("dist/env");
  for (const name of Object.keys(secrets)) expect(seen).not.toContain(`${name}=`);
  expect(seen).toContain("SLIPWAY_COMPONENT=api");
});

test("promise 118: what is generated and was not committed is drift", { timeout: 240_000 }, async () => {
  const repo = await open([
    "echo 2 > api/built.txt",
    "mkdir -p dist && echo x > dist/x",
    "echo new > api/untracked",
  ]);
  const drifted = await repo.run("gates", "ci", "--run", "api", "--json");
  expect(drifted.code).toBe(7);
  expect(drifted.stderr + drifted.stdout).toContain("api/built.txt");
  expect(drifted.stderr + drifted.stdout).not.toContain("untracked");
  await repo.commit("chore: built");
  expect((await repo.run("gates", "ci", "--run", "api")).code).toBe(0);
});

test("an unknown component, and two questions at once, are refused", { timeout: 240_000 }, async () => {
  const repo = await open(["true"]);
  const unknown = await repo.run("gates", "ci", "--run", "shop");
  expect([unknown.code, unknown.stderr.includes("component_unknown")]).toEqual([2, true]);
  expect((await repo.run("gates", "ci", "--run", "api", "--base", "HEAD")).code).toBe(2);
});

/** The Supabase CLI leaves what it unpacks in the temporary folder. */
const runCi = (repo: Monorepo, env: Record<string, string> = {}) =>
  repo.run("gates", "ci", "--run", "api", { env: { TMPDIR: repo.home, ...env } });

const migrations = {
  "supabase/config.toml": 'project_id = "shop"\n',
  "supabase/migrations/20260101000000_orders.sql": "create table public.orders (id bigint primary key);\n",
};

test("promise 118: migrations are applied to a database of CI's own, which is gone afterwards", {
  timeout: 240_000,
}, async () => {
  const repo = await open(['printf %s "$SLIPWAY_CI_DATABASE_URL" > dist-url && node query.mjs'], true, {
    ...migrations,
    ".gitignore": "dist/\ndist-url\n",
    "query.mjs": `import { connect } from "node:net";
const url = new URL(process.env.SLIPWAY_CI_DATABASE_URL);
connect(Number(url.port), url.hostname).on("connect", () => process.exit(0)).on("error", () => process.exit(1));
`,
  });
  const { code, stderr } = await runCi(repo);
  expect([code, stderr]).toEqual([0, expect.stringContaining("20260101000000_orders.sql")]);
  const url = new URL(await repo.read("dist-url"));
  expect(url.hostname).toBe("127.0.0.1");
});

test(
  "promise 118: a database that is given is used, and it gets the migrations",
  { timeout: 240_000 },
  async () => {
    const postgres = await startPostgres();
    onTestFinished(postgres.stop);
    const repo = await open(["true"], true, migrations);
    expect((await runCi(repo, { SLIPWAY_CI_DATABASE_URL: postgres.ownerUrl })).code).toBe(0);
    const { default: sql } = await import("postgres");
    const database = sql(postgres.ownerUrl, { max: 1 });
    onTestFinished(() => database.end());
    expect(await database`select to_regclass('public.orders')::text as found`).toEqual([{ found: "orders" }]);
  },
);

test.each([
  ["postgresql://postgres:x@db.abcdefghijklmnopqrst.supabase.co:5432/postgres", "ci_database_is_remote"],
  ["postgresql://10.0.0.7/postgres", "ci_database_is_remote"],
  ["postgresql://127.0.0.1/x?host=db.shop.example", "ci_database_is_remote"],
  ["postgresql://127.0.0.1/x?hostaddr=10.0.0.7", "ci_database_is_remote"],
  ["postgresql://localhost,db.shop.example/x", "ci_database_(is_remote|invalid)"],
  ["postgresql://127.0.0.1.shop.example/x", "ci_database_is_remote"],
  ["postgresql:///x", "ci_database_is_remote"],
  ["mysql://localhost/x", "ci_database_invalid"],
  ["127.0.0.1", "ci_database_invalid"],
])("promise 118: a production database is never touched: %s", async (url, code) => {
  await expect(openOwnDatabase(url, () => {})).rejects.toMatchObject({
    code: expect.stringMatching(`^${code}$`),
    exitCode: expect.toBeOneOf([4, 5]),
  });
});

test.each([
  "postgresql://postgres:postgres@127.0.0.1:5432/postgres",
  "postgres://postgres@db/x",
  "postgresql://[::1]:5/x",
])(
  "one on this machine, or a service beside it, may be used: %s",
  async (url) => {
    expect((await openOwnDatabase(url, () => {})).url).toBe(`${url}?sslmode=disable`);
  },
);

test("a migration that fails fails CI, by its name", { timeout: 240_000 }, async () => {
  const repo = await open(["true"], true, {
    ...migrations,
    "supabase/migrations/20260102000000_bad.sql": "create table public.orders (id bigint);\n",
  });
  const { code, stderr } = await runCi(repo);
  expect([code, stderr.includes("ci_migrations_failed"), stderr.includes("20260102000000_bad.sql")]).toEqual([
    1,
    true,
    true,
  ]);
});
