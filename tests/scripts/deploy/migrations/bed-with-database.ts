// A work tree with migrations, and a database of its own that the real CLI applies them to.

import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { type Postgres, startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";
import { type Bed, makeBed } from "../bed.ts";

/** Two migrations that expand, and between them one that contracts. */
export const phases = {
  "20260101000000_a.sql": "create table public.a (id bigint primary key, old text);\n",
  "20260102000000_b.sql": "-- slipway: contract\nalter table public.a drop column old;\n",
  "20260103000000_c.sql": "create table public.c (id bigint primary key);\n",
};

interface DatabaseBed extends Bed {
  sql: postgres.Sql;
  /** Writes migrations by their names; null takes one away. */
  write(files: Record<string, string | null>): Promise<void>;
  /** Versions in the database's history, in order. */
  history(): Promise<string[]>;
}

/** Each test's database lies beside the others on one server. */
export function useDatabaseBeds(): (
  migrations: Record<string, string>,
  more?: { ship?: unknown; env?: Record<string, string>; files?: Record<string, string> },
) => Promise<DatabaseBed> {
  let server: Postgres | undefined;
  let count = 0;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());
  return async (migrations, { ship, env = {}, files = {} } = {}) => {
    if (server === undefined) throw new Error("there is no server yet");
    const name = `bed_${++count}`;
    const admin = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
    await admin.unsafe(`create database ${name}`);
    await admin.end();
    const url = server.ownerUrl.replace(/\/postgres$/, `/${name}`);
    const folder = (file: string) => `supabase/migrations/${file}`;
    const bed = await makeBed({
      deploy: { type: "supabase", migrations: true, functions: [] },
      files: {
        "supabase/config.toml": 'project_id = "bed"\n',
        ...Object.fromEntries(Object.entries(migrations).map(([file, text]) => [folder(file), text])),
        ...files,
      },
      ship,
      env: { SLIPWAY_DB_URL: url, ...env },
    });
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    onTestFinished(() => sql.end({ timeout: 1 }));
    return {
      ...bed,
      sql,
      async write(changes) {
        for (const [file, text] of Object.entries(changes)) {
          const path = join(bed.root, folder(file));
          await (text === null ? rm(path) : writeFile(path, text));
        }
      },
      async history() {
        const rows = await sql<{ version: string }[]>`
          select version from supabase_migrations.schema_migrations order by version`;
        return rows.map(({ version }) => version);
      },
    };
  };
}

/** Two environments: what is pushed to main is in staging, what is promoted from there in production. */
export const twoEnvironments = {
  environments: {
    staging: { branch: "main", project_ref: "stagingstagingstagin", auto: "push" },
    production: {
      ...{ branch: "production", project_ref: "productionproduction", announces: true },
      promote: { from: "main", order: [], needs: [] },
    },
  },
};
