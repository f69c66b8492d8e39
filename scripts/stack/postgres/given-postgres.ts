// A Postgres that somebody else runs, with the real extensions: SLIPWAY_STACK_DATABASE.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { StackError } from "../errors.ts";
import { pushMigrations } from "./push-migrations.ts";
import type { Postgres, PostgresOptions } from "./postgres.ts";

const variable = "SLIPWAY_STACK_DATABASE";
const extensions = ["pg_net", "pg_cron", "supabase_vault"];
/** Held for as long as a platform uses the database. */
const lock = 7_547_100;

/**
 * Uses a database that is given by its superuser's URL. A server without the roles of a hosted project gets them; what a local
 * platform left is removed first and last, unless data is kept, and what anybody else has there is never touched. Raises `database_not_reachable`, `database_not_superuser`,
 * `database_extension_missing`, `database_in_use`, `database_not_ours`.
 */
export async function useGivenPostgres(url: string, options: PostgresOptions): Promise<Postgres> {
  const keeps = options.dataDir !== undefined;
  const held = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "slipway stack" },
  });
  try {
    await claim(held);
    if (!keeps) await reset(held);
    await prepare(held, new URL(url).password);
    if (options.migrated) await pushMigrations(as(url, "postgres"));
  } catch (error) {
    await held.end({ timeout: 1 });
    throw error instanceof StackError || !isUnreachable(error) ? error : refuse(
      "database_not_reachable",
      "does not answer",
      "Start it, and check host, port and password.",
      error,
    );
  }
  const port = Number(new URL(url).port || 5432);
  let stopped: Promise<void> | undefined;
  return {
    port,
    ownerUrl: as(url, "postgres"),
    superuserUrl: url,
    authenticatorUrl: as(url, "authenticator"),
    isGiven: true,
    reset: async () => {
      await reset(held);
      await prepare(held, new URL(url).password);
    },
    pid: () => 0,
    kill9: notOurs,
    restart: notOurs,
    stop: () =>
      stopped ??= (async () => {
        if (!keeps) await reset(held);
        await held.end({ timeout: 5 });
      })(),
  };
}

async function claim(sql: Sql): Promise<void> {
  const [found] = await sql`
    select
      (select rolsuper from pg_roles where rolname = current_user) as is_superuser,
      pg_try_advisory_lock(${lock}) as is_held,
      to_regnamespace('slipway_stack') is not null as is_ours,
      to_regnamespace('ship') is not null
        or exists (select from pg_class where relnamespace = to_regnamespace('public')) as has_data,
      array_to_string(array(
        select wanted from unnest(${extensions}::text[]) as wanted
        where not exists (select from pg_available_extensions where name = wanted)
      ), ', ') as missing`;
  if (!found?.is_superuser) {
    throw refuse(
      "database_not_superuser",
      "was given with a role that is no superuser",
      "Use the URL of supabase_admin.",
    );
  }
  if (found.missing !== "") {
    throw refuse(
      "database_extension_missing",
      `lacks ${found.missing}`,
      "Install them there, or leave the variable out.",
    );
  }
  if (!found.is_held) {
    throw refuse(
      "database_in_use",
      "is in use by another local platform",
      "Stop that one; tests run with --maxWorkers=1.",
    );
  }
  if (found.has_data && !found.is_ours) {
    throw refuse(
      "database_not_ours",
      "holds what no local platform put there",
      "Give it an empty database: everything in it would be thrown away.",
    );
  }
}

/** Removes what a local platform and its tests leave. */
async function reset(sql: Sql): Promise<void> {
  await sql.unsafe(`
    drop schema if exists ship, ship_private, supabase_migrations, tap, public cascade;
    create schema public authorization pg_database_owner;
    drop extension if exists pg_net;
    drop extension if exists pg_cron;
    drop extension if exists supabase_vault;
  `).simple();
}

/** The roles and schemas of a hosted project where they are missing, and the mark that the database may be thrown away. */
async function prepare(sql: Sql, password: string): Promise<void> {
  const [found] = await sql`select to_regrole('anon') is not null as is_prepared`;
  if (!found?.is_prepared) {
    await sql.unsafe(await readFile(join(import.meta.dirname ?? "", "bootstrap.sql"), "utf8")).simple();
    for (const role of ["supabase_admin", "postgres", "authenticator"]) {
      await sql.unsafe(`alter role ${role} password '${decodeURIComponent(password).replaceAll("'", "''")}'`);
    }
  }
  await sql.unsafe(`
    create schema if not exists slipway_stack;
    create schema if not exists extensions authorization postgres;
    create schema if not exists vault;
    grant usage on schema public to public, anon, authenticated, service_role;
    grant all on schema public to postgres;
  `).simple();
}

function as(url: string, role: string): string {
  const changed = new URL(url);
  changed.username = role;
  return changed.href;
}

function isUnreachable(error: unknown): boolean {
  return error instanceof Error && "code" in error && !/^[0-9A-Z]{5}$/.test(String(error.code)) ||
    (error instanceof Error && "code" in error && String(error.code).startsWith("28"));
}

function refuse(code: string, what: string, hint: string, cause?: unknown): StackError {
  return new StackError(code, `The database of ${variable} ${what}.`, hint, { cause });
}

function notOurs(): Promise<never> {
  return Promise.reject(
    refuse("database_is_given", "is not the platform's to kill or restart", "Do it where it runs."),
  );
}
