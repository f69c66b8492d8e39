// A repository with two environments, each with a database of its own, and a control plane that knows both.

import postgres from "postgres";
import { onTestFinished } from "vitest";
import type { Monorepo, Outcome, Shipyard } from "../../support/shipyard.ts";

interface Environments {
  repo: Monorepo;
  /** The variables by which an environment's database is found, and the control plane. */
  env(name: "staging" | "production"): Record<string, string>;
  /** Runs `slipway migrate <name> …` with --json. */
  migrate(name: "staging" | "production", ...args: string[]): Promise<Outcome>;
  /** Versions in the history of an environment's database. */
  history(name: "staging" | "production"): Promise<string[]>;
  sql(name: "staging" | "production"): postgres.Sql;
}

let count = 0;

/** `main` is staging's branch, and production is promoted from it; both branches are on the remote. The first migration is 20260101000000_notes.sql. */
export async function openEnvironments(
  yard: Shipyard,
  migrations: Record<string, string>,
  /** Of the promotion to production; with an order, there is a component `api` whose deploy does nothing. */
  promote: { order?: string[]; needs?: string[] } = {},
): Promise<Environments> {
  const repo = await yard.open({
    components: [],
    edit(draft) {
      draft.build = 1;
      draft.ship.environments = {
        staging: { branch: "main", auto: "push" },
        production: { branch: "production", announces: true, promote: { from: "main", ...promote } },
      };
      delete draft.ship.environment;
      draft.components = {
        database: {
          ...{ name: "Database", kind: "database", build: 1, version: "1.0.0", paths: ["supabase"] },
          deploy: { type: "supabase", migrations: true, functions: [] },
        },
        ...promote.order === undefined ? {} : {
          api: {
            ...{ name: "API", kind: "server", build: 1, version: "1.0.0", paths: ["api"] },
            deploy: { type: "command", run: "true" },
          },
        },
      };
    },
    files: {
      "supabase/config.toml": 'project_id = "team"\n',
      ...Object.fromEntries(
        Object.entries(migrations).map(([name, text]) => [`supabase/migrations/${name}`, text]),
      ),
    },
  });
  await repo.git("push", "--quiet", "origin", "main:production");
  const databases = { staging: "", production: "" };
  const sqls = new Map<string, postgres.Sql>();
  for (const name of ["staging", "production"] as const) {
    const database = `${name}_${++count}`;
    await yard.sql.unsafe(`create database ${database} owner postgres`);
    databases[name] = yard.stack.info.db_url.replace(/\/postgres$/, `/${database}`);
    const sql = postgres(databases[name], { max: 1, onnotice: () => {} });
    onTestFinished(() => sql.end({ timeout: 1 }));
    sqls.set(name, sql);
  }
  const sql = (name: string) => {
    const found = sqls.get(name);
    if (found === undefined) throw new Error(`no database of ${name}`);
    return found;
  };
  const env = (name: "staging" | "production") => ({ ...yard.env, SLIPWAY_DB_URL: databases[name] });
  return {
    ...{ repo, env, sql },
    migrate: (name, ...args) => repo.run("migrate", name, "--json", ...args, { env: env(name) }),
    async history(name) {
      const [found] = await sql(name)`select to_regclass('supabase_migrations.schema_migrations') as history`;
      if (found?.history === null) return [];
      const rows = await sql(name)<{ version: string }[]>`
        select version from supabase_migrations.schema_migrations order by version`;
      return rows.map(({ version }) => version);
    },
  };
}

/** Commits to main and pushes. */
export async function push(repo: Monorepo, files: Record<string, string>): Promise<string> {
  const sha = await repo.commit("migrations", files);
  await repo.git("push", "--quiet", "origin", "main");
  return sha;
}
