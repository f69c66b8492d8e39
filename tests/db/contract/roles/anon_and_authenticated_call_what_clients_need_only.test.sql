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
  $$select function, count(*) from attempts where state is distinct from '42501' group by function order by function$$,
  $$
    values
      ('ship.check_update(text,text,bigint,text,text,boolean)', 2::bigint), ('ship.decide(jsonb,jsonb)', 2), ('ship.manifest()', 2),
      ('ship.update_artifacts(text,text)', 2), ('ship.update_feed(text,text)', 2)
  $$,
  'only what anyone may know'
);
select is_empty(
  $$select * from attempts where state is not null and state not in ('42501', 'PT404')$$, 'denied before anything is looked at'
);

select * from finish();
