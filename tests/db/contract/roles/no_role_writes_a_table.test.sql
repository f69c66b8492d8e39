select plan(2);
select given_ios();

create temp table attempts as
select role, relation, command, error_as(role, statement) ->> 'state' as state
from unnest(array['anon', 'authenticated', 'service_role']) as role
cross join (
  select oid::regclass::text as relation, quote_ident(attname) as "column"
  from pg_class
  join pg_attribute on attrelid = pg_class.oid and attnum = 1
  where relnamespace::regnamespace::text in ('ship', 'ship_private')
    and relkind in ('r', 'p')
) as relations
cross join lateral (
  values
    ('insert', format('insert into %s default values', relation)),
    ('update', format('update %s set %s = default where false', relation, "column")),
    ('delete', format('delete from %s where false', relation)),
    ('truncate', format('truncate %s', relation))
) as commands (command, statement);

select cmp_ok((select count(*) from attempts), '>=', 3 * 18 * 4::bigint, 'three roles, every table, every way to write');
select is_empty($$select * from attempts where state is distinct from '42501'$$, 'denied, which is not the same as no rows');

select * from finish();
