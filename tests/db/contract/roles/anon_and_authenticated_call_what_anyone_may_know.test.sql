select plan(3);

create temp table attempts as
select
  role, function,
  error_as(role, format(
    'select %s(%s)',
    regexp_replace(function, '\(.*', ''),
    (select string_agg(format('null::%s', format_type(argument, null)), ', ' order by place) from unnest(arguments) with ordinality as types (argument, place))
  )) ->> 'state' as state
from unnest(array['anon', 'authenticated']) as role
cross join (
  select oid::regprocedure::text as function, proargtypes::oid[] as arguments
  from pg_proc
  where pronamespace::regnamespace::text in ('ship', 'ship_private')
) as functions;

select cmp_ok((select count(*) from attempts), '>', 150::bigint, 'both roles, every function');
select results_eq(
  $$select role, function from attempts where state is null order by role, function$$,
  $$
    values
      ('anon', 'ship.decide(jsonb,jsonb)'), ('anon', 'ship.manifest()'),
      ('authenticated', 'ship.decide(jsonb,jsonb)'), ('authenticated', 'ship.manifest()')
  $$,
  'only what anyone may know'
);
select is_empty(
  $$select * from attempts where state is not null and state <> '42501'$$, 'denied before anything is looked at'
);

select * from finish();
