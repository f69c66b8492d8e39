import type { KnownTool } from "./known-error.ts";

/** The Supabase CLI (texts of 3.1.0), and Postgres behind `db push`. */
export const supabase: KnownTool = {
  tool: "Supabase",
  errors: [
    {
      code: "known_supabase_not_signed_in",
      signs: [
        "Access token not provided. Supply an access token",
        "Invalid access token format. Must be like",
        "your access token is invalid or has expired",
      ],
      means: "the Supabase CLI has no token, or one that no longer counts",
      fix: "`npx supabase login`; in CI set SUPABASE_ACCESS_TOKEN",
    },
    {
      code: "known_supabase_not_linked",
      signs: ["Cannot find project ref. Have you run supabase link?"],
      means: "nothing says which Supabase project is meant",
      fix: '`"project_ref"` of the environment in version.json, or `npx supabase link --project-ref <ref>`',
    },
    {
      code: "known_supabase_migrations_missing",
      signs: [
        "Remote migration versions not found in local migrations directory",
        "Remote migration versions not found in supabase/migrations directory",
      ],
      means:
        "the database has migrations that this commit has not: of another branch, or made by hand in the dashboard",
      fix:
        "`git pull`; if they were made by hand, `npx supabase migration list` and `npx supabase db pull`, or `npx supabase migration repair --status reverted <version>`",
    },
    {
      code: "known_supabase_migrations_out_of_order",
      signs: ["Found local migration files to be inserted before the last migration on remote database"],
      means: "a migration has an older time in its name than one that is applied already, as after a merge",
      fix:
        "rename the file to a time of now, `supabase/migrations/$(date -u +%Y%m%d%H%M%S)_<name>.sql`, and commit",
    },
    {
      code: "known_supabase_password",
      signs: ["password authentication failed for user", "failed SASL auth"],
      means: "the database does not take this password",
      fix:
        "`export SUPABASE_DB_PASSWORD=…`, or correct SLIPWAY_DB_URL; the dashboard, Database, Settings, resets it. Special characters of a URL are percent-encoded",
    },
    {
      code: "known_supabase_unreachable",
      signs: [
        ["failed to connect to `host=", "dial error"],
        "failed to connect to postgres:",
        ["supabase.co", "network is unreachable"],
        ["supabase.co", "no route to host"],
        "IPv6 is not supported on your current network",
      ],
      means:
        "the database can't be reached from here: it is paused, or has only an IPv6 address and this network has none",
      fix:
        "open the project in the dashboard; without IPv6 use the pooler's address: SLIPWAY_DB_URL=postgresql://postgres.<ref>@<region>.pooler.supabase.com:5432/postgres",
      isGeneral: true,
    },
    {
      code: "known_migration_made_by_hand",
      signs: [
        "already exists (SQLSTATE 42P07)",
        "already exists (SQLSTATE 42701)",
        "already exists (SQLSTATE 42710)",
        "already exists (SQLSTATE 42723)",
      ],
      means:
        "the migration makes what the database has already: somebody made it by hand, or the migration ran without being recorded",
      fix:
        "`npx supabase db diff` shows what differs; if it is the same, `npx supabase migration repair --status applied <version>`, then `slipway ship --resume`",
    },
    {
      code: "known_migration_lock_timeout",
      signs: ["due to lock timeout", "due to statement timeout", "(SQLSTATE 55P03)", "(SQLSTATE 57014)"],
      means: "the migration waited too long for a table that others use, or ran too long; it was rolled back",
      fix:
        "`select pid, state, query from pg_stat_activity where state <> 'idle'` shows who holds it; then `slipway ship --resume`. Make indexes with `create index concurrently` in a migration of their own",
    },
    {
      code: "known_migration_deadlock",
      signs: ["deadlock detected"],
      means:
        "the migration and the running application each waited for the other; Postgres ended the migration",
      fix: "`slipway ship --resume`; if it happens again, split the migration so that each touches one table",
    },
    {
      code: "known_migration_data_in_the_way",
      signs: ["(SQLSTATE 23502)", "(SQLSTATE 23503)", "(SQLSTATE 23505)", "(SQLSTATE 23514)"],
      means: "rows that are there break the constraint that the migration adds",
      fix:
        "write a migration before it that corrects these rows, `slipway migration new correct_rows`, or add the constraint as `not valid` first",
    },
    {
      code: "known_function_import",
      signs: [
        ["Relative import path", "not prefixed with / or ./ or ../"],
        ["Module not found", "supabase/functions/"],
        "Failed to bundle the function",
      ],
      means: "an edge function imports something that its import map or deno.json does not name",
      fix:
        'name it in supabase/functions/<function>/deno.json, as `"imports": { "zod": "npm:zod@4" }`; `deno check supabase/functions/<function>/index.ts` finds the rest',
    },
    {
      code: "known_function_too_large",
      signs: ["Function bundle size exceeds the limit", "request entity too large"],
      means: "the edge function is larger than the platform takes, most often by a package in it",
      fix:
        "`deno info supabase/functions/<function>/index.ts` shows what is large; import a smaller part of it",
    },
  ],
};
