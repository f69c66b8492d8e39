select plan(3);

create temp table attempts as
select role, statement, error_as(role, statement) ->> 'state' as state
from unnest(array['anon', 'authenticated', 'service_role']) as role
cross join (
  select format(command, oid::regclass) as statement
  from pg_class
  cross join unnest(array['select nextval(%L)', 'select setval(%L, 1)', 'select * from %s']) as command
  where relnamespace::regnamespace::text in ('ship', 'ship_private')
    and relkind = 'S'
  union all
  select format(command, schema)
  from unnest(array['ship', 'ship_private']) as schema
  cross join unnest(array['create table %s.mine (id integer)', 'create function %s.mine() returns integer return 1']) as command
) as statements;

select cmp_ok((select count(*) from attempts), '>=', 3 * (6 * 3 + 4)::bigint, 'three roles, every sequence, both schemas');
select is_empty($$select * from attempts where state is distinct from '42501'$$, 'denied');
select is((select count(*) from pg_class where relname = 'mine'), 0::bigint, 'and nothing was made');

select * from finish();
