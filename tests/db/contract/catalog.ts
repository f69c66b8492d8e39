import type { Sql } from "../../support/database.ts";

/** The schemas that are ours: `ship` is exposed by the Data API, `ship_private` never is. */
const ours = ["ship", "ship_private"];

/**
 * Who may do what with each of our objects, one readable line per object, the owner left out:
 * `table ship.components: anon select (build, key), service_role select`. An object without grants says `nobody`.
 */
export async function grants(sql: Sql): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    with objects as (
      select 'schema' as kind, oid::regnamespace::text as name, null::text as part, nspowner as owner,
        coalesce(nspacl, acldefault('n', nspowner)) as acl
      from pg_namespace
      where nspname in ${sql(ours)}
      union all
      select
        case relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end, oid::regclass::text, null, relowner,
        coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
      from pg_class
      where relnamespace::regnamespace::text in ${sql(ours)}
        and relkind not in ('i', 'I', 'c', 't')
      union all
      select case relkind when 'v' then 'view' else 'table' end, oid::regclass::text, attname, relowner, attacl
      from pg_attribute
      join pg_class on pg_class.oid = attrelid
      where relnamespace::regnamespace::text in ${sql(ours)}
        and attacl is not null
        and not attisdropped
      union all
      select 'function', oid::regprocedure::text, null, proowner, coalesce(proacl, acldefault('f', proowner))
      from pg_proc
      where pronamespace::regnamespace::text in ${sql(ours)}
      union all
      -- row types follow their table; array types follow their element
      select 'type', pg_type.oid::regtype::text, null, typowner, coalesce(typacl, acldefault('T', typowner))
      from pg_type
      left join pg_class on pg_class.oid = typrelid
      where typnamespace::regnamespace::text in ${sql(ours)}
        and typelem = 0
        and coalesce(relkind = 'c', true)
    ),
    granted as (
      select kind, name, grantee, lower(privilege_type) || case when is_grantable then '*' else '' end as privilege,
        array_agg(part order by part) filter (where part is not null) as parts
      from objects
      cross join lateral aclexplode(acl) as entry
      where grantee <> owner
      group by kind, name, grantee, privilege_type, is_grantable
    ),
    per_role as (
      select kind, name,
        case grantee when 0 then 'public' else grantee::regrole::text end || ' ' || string_agg(
          privilege || coalesce(' (' || array_to_string(parts, ', ') || ')', ''), ', ' order by privilege
        ) as words
      from granted
      group by kind, name, grantee
    )
    select kind || ' ' || name || ': ' || coalesce(string_agg(words, '; ' order by words), 'nobody') as line
    from (select distinct kind, name from objects) as objects
    left join per_role using (kind, name)
    group by kind, name
    order by kind, name collate "C"
  `;
  return rows.map((row) => row.line);
}

/** Names of objects for which `problem` holds; an empty list is a pass. */
export async function names(rows: PromiseLike<readonly { name: string }[]>): Promise<string[]> {
  return (await rows).map((row) => row.name);
}
