select plan(3);
select given_ios();

create temp table attempts as
select
  role, relation, attname::text as "column",
  error_as(role, format('select %I from %s limit 1', attname, relation)) ->> 'state' as state
from unnest(array['anon', 'authenticated']) as role
cross join (
  select oid, oid::regclass::text as relation
  from pg_class
  where relnamespace::regnamespace::text in ('ship', 'ship_private')
    and relkind in ('r', 'p', 'v')
) as relations
join pg_attribute on attrelid = relations.oid and attnum > 0 and not attisdropped;

select cmp_ok((select count(*) from attempts), '>', 300::bigint, 'both roles, every column of every table and view');
select bag_eq(
  $$select relation || '.' || "column" from attempts where state is null$$,
  $$
    select allowed
    from unnest(array[
      'ship.components.key', 'ship.components.position', 'ship.components.label', 'ship.components.name',
      'ship.components.kind', 'ship.components.host', 'ship.components.version', 'ship.components.store_url',
      'ship.components.build', 'ship.components.updated_at', 'ship.components.retired_at', 'ship.manifest_head.name', 'ship.manifest_head.seq'
    ]) as allowed
    cross join generate_series(1, 2)
  $$,
  'what the manifest shows'
);
select is_empty(
  $$select * from attempts where state is not null and state <> '42501'$$, 'everything else is denied, not merely empty'
);

select * from finish();
