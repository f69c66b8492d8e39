import type postgres from "postgres";
import { z } from "zod";

const tables = z.array(z.object({
  name: z.string(),
  bytes: z.coerce.number(),
  rows: z.coerce.number(),
}));

/** How big each table is, indexes and TOAST included, and how far the write-ahead log has come. */
export interface Footprint {
  tables: Map<string, { bytes: number; rows: number }>;
  /** A position: only differences mean something. */
  walBytes: number;
}

/** Reads it. Rows are counted, so it takes a while. */
export async function readFootprint(sql: postgres.Sql): Promise<Footprint> {
  const found = await sql`
    select
      nspname || '.' || relname as name,
      pg_total_relation_size(pg_class.oid) as bytes,
      (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s', pg_class.oid::regclass), true, true, '')))[1]::text as rows
    from pg_class
    join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'r'
      and nspname in ('ship', 'ship_private', 'net', 'cron')
      and has_table_privilege(pg_class.oid, 'select')`;
  const [wal] = await sql`select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`;
  return {
    tables: new Map(tables.parse([...found]).map(({ name, bytes, rows }) => [name, { bytes, rows }])),
    walBytes: Number(wal?.bytes),
  };
}

/** What was added, table by table, for tables that changed. */
export function growth(before: Footprint, after: Footprint): Record<string, { bytes: number; rows: number }> {
  return Object.fromEntries(
    [...after.tables].map(([name, now]) => {
      const then = before.tables.get(name) ?? { bytes: 0, rows: 0 };
      return { name, bytes: now.bytes - then.bytes, rows: now.rows - then.rows };
    })
      .filter(({ bytes, rows }) => bytes !== 0 || rows !== 0)
      .map(({ name, bytes, rows }) => [name, { bytes, rows }]),
  );
}
