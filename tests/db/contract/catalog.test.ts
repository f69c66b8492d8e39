import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Databases, type Sql, startDatabases } from "../../support/database.ts";
import { names } from "./catalog.ts";

const tests = join(dirname(fileURLToPath(import.meta.url)), "..");
const schemas = join(tests, "../../supabase/schemas");
const ours = ["ship", "ship_private"];
const exposed = ["ship", "public"];

let databases: Databases;
let sql: Sql;
beforeAll(async () => {
  databases = await startDatabases();
  sql = (await databases.create()).connect();
});
afterAll(() => databases?.stop());

describe("tables", () => {
  test("have row level security", async () => {
    expect(
      await names(sql`
        select oid::regclass::text as name
        from pg_class
        where relnamespace::regnamespace::text in ${
        sql(ours)
      } and relkind in ('r', 'p') and not relrowsecurity`),
    ).toEqual([]);
  });

  test("have a primary key", async () => {
    expect(
      await names(sql`
        select oid::regclass::text as name
        from pg_class
        where relnamespace::regnamespace::text in ${sql(ours)} and relkind in ('r', 'p')
          and not exists (select from pg_index where indrelid = pg_class.oid and indisprimary)`),
    ).toEqual([]);
  });

  test("are only read through policies that name their roles and columns grants", async () => {
    expect(
      await names(sql`
        select policyname || ' on ' || schemaname || '.' || tablename || ' for ' || cmd || ' to ' || array_to_string(roles, ', ') as name
        from pg_policies
        where schemaname in ${sql(ours)}
        order by 1`),
    ).toEqual([
      "artifacts_select_offered on ship.artifacts for SELECT to anon, authenticated",
      "builds_select_offered on ship.builds for SELECT to anon, authenticated",
      "components_select_anyone on ship.components for SELECT to anon, authenticated",
      "manifest_head_select_anyone on ship.manifest_head for SELECT to anon, authenticated",
      "offers_select_anyone on ship.offers for SELECT to anon, authenticated",
      "update_policies_select_anyone on ship.update_policies for SELECT to anon, authenticated",
    ]);
  });

  test("have an index that begins with the columns of each foreign key", async () => {
    expect(
      await names(sql`
        select conrelid::regclass::text || ' ' || conname as name
        from pg_constraint
        where contype = 'f' and connamespace::regnamespace::text in ${sql(ours)}
          and not exists (
            select from pg_index where indrelid = conrelid
              and (string_to_array(indkey::text, ' ')::smallint[])[1:cardinality(conkey)] @> conkey
              and coalesce(pg_get_expr(indpred, indrelid) like '%IS NOT NULL)', true)
          )`),
    ).toEqual([]);
  });
});

describe("views", () => {
  test("run with the rights of their caller", async () => {
    expect(
      await names(sql`
        select oid::regclass::text as name
        from pg_class
        where relnamespace::regnamespace::text in ${sql(ours)} and relkind in ('v', 'm')
          and (reloptions @> array['security_invoker=true']) is not true`),
    ).toEqual([]);
  });
});

describe("functions", () => {
  test("are not executable by PUBLIC", async () => {
    expect(
      await names(sql`
        select oid::regprocedure::text as name
        from pg_proc
        cross join lateral aclexplode(coalesce(proacl, acldefault('f', proowner))) as entry
        where pronamespace::regnamespace::text in ${sql(ours)} and grantee = 0`),
    ).toEqual([]);
  });

  test("have an empty search_path", async () => {
    expect(
      await names(sql`
        select oid::regprocedure::text as name
        from pg_proc
        where pronamespace::regnamespace::text in ${sql(ours)}
          and (proconfig @> array['search_path=""']) is not true`),
    ).toEqual([]);
  });

  test("that run with the owner's rights are private and say why", async () => {
    const definers = await sql<{ schema: string; name: string }[]>`
      select pronamespace::regnamespace::text as schema, proname as name
      from pg_proc
      where pronamespace::regnamespace::text in ${sql(ours)} and prosecdef`;
    expect(definers.length).toBeGreaterThan(20);
    const files = globSync("**/*.sql", { cwd: schemas }).map((file) =>
      readFileSync(join(schemas, file), "utf8")
    );
    const silent = definers.filter(({ schema, name }) => {
      const source = files.find((text) => text.includes(`create function ${schema}.${name}(`));
      return schema !== "ship_private" || source === undefined || !source.includes("-- definer: because ");
    });
    expect(silent).toEqual([]);
  });

  test("that are exposed and write what they are given keep Postgres' words about the row to themselves", async () => {
    expect(
      await names(sql`
        select oid::regprocedure::text as name
        from pg_proc
        where pronamespace::regnamespace::text in ${sql(exposed)} and provolatile = 'v' and pronargs > 0
          and prosrc !~ 'when integrity_constraint_violation then\\s+raise exception using errcode = sqlstate, message = sqlerrm;'`),
    ).toEqual([]);
  });

  // Splinter 0028 and 0029, which the CLI's advisor lacks and the hosted one reports.
  test.for([["0028", "anon"], ["0029", "authenticated"]])(
    "lint %s: with the owner's rights are not executable by %s",
    async ([, role = ""]) => {
      expect(
        await names(sql`
          select pg_proc.oid::regprocedure::text as name
          from pg_proc
          where pronamespace::regnamespace::text in ${sql(exposed)} and prosecdef
            and has_function_privilege(${role}, pg_proc.oid, 'execute')`),
      ).toEqual([]);
    },
  );
});

describe("triggers", () => {
  test("fire for origin sessions only, so that restoring a dump announces nothing; but for what makes room for a dump's rows", async () => {
    expect(
      await names(sql`
        select tgrelid::regclass || ' ' || tgname as name
        from pg_trigger
        join pg_class on pg_class.oid = tgrelid
        where relnamespace::regnamespace::text in ${sql(ours)} and tgenabled <> 'O'
        order by 1`),
    ).toEqual([
      "ship.broadcast_policy _100_replace_seed",
      "ship.environment_policy _100_replace_seed",
      "ship.host_policy _100_replace_seed",
      "ship.job_policy _100_replace_seed",
      "ship.key_policy _100_replace_seed",
      "ship.ledger_policy _100_replace_seed",
      "ship.manifest_head _100_replace_seed",
      "ship.project _100_replace_seed",
      "ship.push_policy _100_replace_seed",
      "ship.release_policy _100_replace_seed",
      "ship.ship_policy _100_replace_seed",
      "ship.store_policy _100_replace_seed",
      "ship.transports _100_replace_seed",
      "ship_private.sweeps _100_replace_seed",
    ]);
  });

  test("run in numbered order", async () => {
    expect(
      await names(sql`
        select tgrelid::regclass || ' ' || tgname as name
        from pg_trigger
        join pg_class on pg_class.oid = tgrelid
        where relnamespace::regnamespace::text in ${
        sql(ours)
      } and not tgisinternal and tgname !~ '^_[0-9]{3}_[a-z_]+$'`),
    ).toEqual([]);
  });
});

test("every schema, table, view, type and function says what it is for", async () => {
  expect(
    await names(sql`
      with objects as (
        select oid, 'pg_namespace'::regclass as class, nspname::text as name from pg_namespace where nspname in ${
      sql(ours)
    }
        union all
        select oid, 'pg_class', oid::regclass::text from pg_class
        where relnamespace::regnamespace::text in ${sql(ours)} and relkind in ('r', 'p', 'v', 'm')
        union all
        select pg_type.oid, 'pg_type', pg_type.oid::regtype::text from pg_type join pg_class on pg_class.oid = typrelid
        where typnamespace::regnamespace::text in ${sql(ours)} and relkind = 'c'
        union all
        select oid, 'pg_proc', oid::regprocedure::text from pg_proc where pronamespace::regnamespace::text in ${
      sql(ours)
    }
      )
      select name from objects where char_length(coalesce(obj_description(oid, class::text::name), '')) < 20`),
  ).toEqual([]);
});

describe("a test", () => {
  const text = globSync("**/*.sql", { cwd: tests }).map((file) => readFileSync(join(tests, file), "utf8"))
    .join("\n");

  test("refuses something by every named constraint", async () => {
    const constraints = await names(sql`
      select conname as name
      from pg_constraint
      where connamespace::regnamespace::text in ${sql(ours)} and contype in ('c', 'u', 'x')`);
    expect(constraints.length).toBeGreaterThan(40);
    expect(constraints.filter((name) => !text.includes(`'${name}'`))).toEqual([]);
  });

  test("calls every function that is exposed", async () => {
    const functions = await names(
      sql`select proname as name from pg_proc where pronamespace = 'ship'::regnamespace`,
    );
    expect(functions.length).toBeGreaterThan(15);
    expect(functions.filter((name) => !text.includes(`ship.${name}(`))).toEqual([]);
  });
});
