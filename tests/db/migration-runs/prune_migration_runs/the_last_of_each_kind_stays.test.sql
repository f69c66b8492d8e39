select plan(2);

select ship.record_migration_run(environment, repeat('a', 64), '[]', dry, 'done', n, actor => 'ana')
from (values ('production', true), ('production', false), ('staging', true)) as wanted (environment, dry), generate_series(1, 2) as n;
update ship.migration_runs set recorded_at = recorded_at - interval '399 days' where true;
select ship_private.prune();
select is((select count(*) from ship.migration_runs), 6::bigint, 'nothing before its time');
update ship.migration_runs set recorded_at = recorded_at - interval '2 days' where true;
select ship_private.prune();
select results_eq(
  $$select environment, is_dry_run, ms from ship.migration_runs order by environment, is_dry_run$$,
  $$values ('production', false, 2), ('production', true, 2), ('staging', true, 2)$$, 'the last ones'
);

select * from finish();
