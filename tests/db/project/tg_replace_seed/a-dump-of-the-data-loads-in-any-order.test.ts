import { expect, test } from "vitest";
import { type Sql, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

interface Table {
  name: string;
  columns: string;
  /** Tables that must be loaded before this one where foreign keys are checked. */
  after: string[];
}

async function tablesOf(sql: Sql): Promise<Table[]> {
  return await sql<Table[]>`
    select pg_class.oid::regclass::text as name,
      (
        select string_agg(quote_ident(attname), ', ' order by attnum)
        from pg_attribute
        where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
      ) as columns,
      array(
        select distinct confrelid::regclass::text
        from pg_constraint
        where conrelid = pg_class.oid and contype = 'f' and confrelid <> conrelid
      ) as after
    from pg_class
    where relnamespace::regnamespace::text in ('ship', 'ship_private') and relkind = 'r'
    order by 1`;
}

/** The order in which pg_dump writes tables: by name, referenced ones first. */
function dumpOrder(tables: readonly Table[]): Table[] {
  const ordered = new Map<string, Table>();
  const add = (table: Table): void => {
    for (const name of table.after) tables.filter((other) => other.name === name).forEach(add);
    ordered.set(table.name, table);
  };
  for (const table of tables) if (!ordered.has(table.name)) add(table);
  return [...ordered.values()];
}

async function fill(sql: Sql): Promise<void> {
  await sql`select given_ios(), given_devices(6), given_vault('https://one.test')`;
  await sql`update ship.push_policy set batch_size = 2, retry_base = '3 seconds' where true`;
  await sql`update ship.transports set is_on = false where transport = 'telegram'`;
  await sql`select ship.link_repository('github.com/acme/shop')`;
  await sql`select ship.sweep()`;
  await sql`select move('ios', 131)`;
  await sql`select answer(claim_batch(), jsonb_build_array(outcome(1, 503, 'ServiceUnavailable', 'retry')))`;
  await sql`select begin('ios')`;
  await sql`select move('ios', 132)`;
  await sql`select claim_batch()`;
  await sql`update ship.environment_policy set keep_deployments = '300 days' where true`;
  await sql`select "declare"(environment('staging'), environment('production', '{"announces": true}'))`;
  await sql`select given_deployment('staging', 'web', 7), given_deployment('staging', 'web', 8, 'failed')`;
  await sql`select promote(begin('web', '{}', 'ana@desk', 'staging', 'promotion'))`;
}

async function contents(sql: Sql, tables: readonly Table[]): Promise<Map<string, unknown>> {
  const all = new Map<string, unknown>();
  for (const { name } of tables) {
    const [row] = await sql.unsafe(
      `select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]') as rows from ${name} as t`,
    );
    all.set(name, row?.rows);
  }
  return all;
}

/** A fresh project that has swept once, and so has seeds of its own. */
async function load(
  to: Sql,
  tables: readonly Table[],
  rows: Map<string, unknown>,
  how: string,
): Promise<void> {
  await to.unsafe(how);
  for (const { name, columns } of tables) {
    await to.unsafe(
      `insert into ${name} (${columns}) overriding system value
       select ${columns} from jsonb_populate_recordset(null::${name}, $1::text::jsonb)`,
      [JSON.stringify(rows.get(name))],
    );
  }
  await to`reset session_replication_role`;
  await to`reset check_function_bodies`;
}

const byName = (tables: readonly Table[]) => [...tables];
const backwards = (tables: readonly Table[]) => [...tables].reverse();

test.for(
  [
    ["supabase db dump --data-only, in alphabetical order", "set session_replication_role = replica", byName],
    ["the same backwards", "set session_replication_role = replica", backwards],
    ["pg_dump --data-only, with triggers and foreign keys", "set check_function_bodies = off", dumpOrder],
  ] as const,
)("as %s loads it", ([, how, order]) =>
  withDatabase(async ({ connect }) => {
    const from = connect();
    const tables = await tablesOf(from);
    await fill(from);
    const rows = await contents(from, tables);
    expect(tables.length).toBeGreaterThan(20);

    await withDatabase(async (fresh) => {
      const to = fresh.connect();
      await to`select ship.sweep()`;
      await load(to, order(tables), rows, how);
      expect(await contents(to, tables)).toEqual(rows);
      expect(await to`select * from ship.verify_audit(1, ${await head(from)})`).toHaveLength(0);

      // another database: nothing goes out until a person says that this is its home
      expect((await to`select ship.sweep() as answer`)[0]?.answer).toEqual({
        swept: false,
        away: "database_other",
      });
      await to`select ship.adopt_home('a copy to try things out')`;
      await to`select move('ios', 133)`;
      expect(await to`select * from ship.verify_audit()`).toHaveLength(0);
      expect((await to`select push_everything() as batches`)[0]?.batches).toBeGreaterThan(0);
      expect((await to`select ship.was_told(6, 'ios', 133) as told`)[0]?.told).toBe(true);
    });
  }));

async function head(sql: Sql): Promise<string> {
  return (await sql`select ship.audit_head() as head`)[0]?.head;
}
