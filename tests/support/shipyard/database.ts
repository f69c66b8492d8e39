import postgres from "postgres";
import type { Sql } from "../database.ts";

/** Keeps what is in the tables of a database that nobody has used yet, for `restoreDatabase`. Does nothing when that was done before. */
export async function rememberDatabase(superuserUrl: string): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`
    do $$
    declare
      v_table record;
      v_is_empty boolean;
    begin
      if to_regnamespace('as_it_was') is not null then
        return;
      end if;
      create schema as_it_was;
      for v_table in select tables.oid::regclass as name, tables.oid ${tables} loop
        execute format('select not exists (select from %s)', v_table.name) into v_is_empty;
        if not v_is_empty then
          execute format('create table as_it_was.%I as table %s', v_table.oid, v_table.name);
        end if;
      end loop;
    end $$`);
  await sql.end();
}

/** Every row is as it was when the database was remembered; sequences go on. */
export async function restoreDatabase(sql: Sql): Promise<void> {
  // Functions of the test before may still write down what they did, in another order than truncate locks tables.
  await withoutDeadlock(() => restore(sql));
}

async function withoutDeadlock(work: () => Promise<void>, tries = 5): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isDeadlock = error instanceof postgres.PostgresError && error.code === "40P01";
    if (!isDeadlock || tries === 1) throw error;
    await withoutDeadlock(work, tries - 1);
  }
}

async function restore(sql: Sql): Promise<void> {
  await sql.unsafe(`
    do $$
    declare
      v_table record;
      v_is_other boolean;
      v_kept text;
      v_others text[] := '{}';
    begin
      set local session_replication_role = replica;
      for v_table in select tables.oid::regclass as name, tables.oid ${tables} loop
        v_kept := to_regclass(format('as_it_was.%I', v_table.oid))::text;
        execute format(
          case
            when v_kept is null then 'select exists (select from %1$s)'
            else 'select exists ((table %1$s except table %2$s) union all (table %2$s except table %1$s))'
          end,
          v_table.name, v_kept
        ) into v_is_other;
        if v_is_other then
          v_others := v_others || v_table.name::text;
        end if;
      end loop;
      if v_others <> '{}' then
        execute 'truncate ' || array_to_string(v_others, ', ') || ' cascade';
      end if;
      for v_table in select tables.oid::regclass as name, tables.oid ${tables} loop
        v_kept := to_regclass(format('as_it_was.%I', v_table.oid))::text;
        if v_kept is not null then
          execute format('select not exists (select from %s)', v_table.name) into v_is_other;
          if v_is_other then
            execute format('insert into %s overriding system value table %s', v_table.name, v_kept);
          end if;
        end if;
      end loop;
    end $$`);
}

const tables =
  `from pg_class as tables where tables.relkind in ('r', 'p') and tables.relnamespace in ('ship'::regnamespace, 'ship_private'::regnamespace)
  order by tables.oid`;
