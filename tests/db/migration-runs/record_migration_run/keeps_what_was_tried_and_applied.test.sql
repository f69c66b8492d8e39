select plan(7);

create temp table files as select '[{"name": "1_a.sql", "phase": "expand", "sha256": "x"}]'::jsonb as list;
select is(
  ship.record_migration_run('production', repeat('a', 64), list, true, 'done', 12, actor => 'ana') - 'id' - 'recorded_at' - 'files',
  jsonb_build_object(
    'environment', 'production', 'digest', repeat('a', 64), 'is_dry_run', true, 'phase', 'all', 'applied_count', 0, 'outcome', 'done',
    'code', null, 'ms', 12, 'sha', null, 'actor', 'ana'
  ),
  'a dry run'
)
from files;
select ship.record_migration_run(
  'production', repeat('a', 64), list, false, 'failed', 7, 'expand', 0, 'migration_failed', repeat('b', 40), 'ci'
)
from files;
select ship.record_migration_run('production', repeat('a', 64), list, false, 'done', 7, 'expand', 1, actor => 'ci') from files;
select ship.record_migration_run('staging', repeat('c', 64), '[]', true, 'done', 1, actor => 'ci');

select is(
  jsonb_path_query_array(ship.migration_runs('production'), '$[*].outcome'), '["done", "failed", "done"]', 'the newest first, of one environment'
);
select is(jsonb_path_query_array(ship.migration_runs('production'), '$[*].is_dry_run'), '[false, false, true]', 'dry ones too');
select is(ship.migration_runs('nowhere'), '[]', 'none');
select is(
  audited('migration.%'), array['migration.dry_run', 'migration.failed', 'migration.applied', 'migration.dry_run'], 'each is chained'
);
select is(
  (select array_agg(actor order by id) from ship_private.audit_inbox where action like 'migration.%'), array['ana', 'ci', 'ci', 'ci'], 'in the name of who did it'
);
select fails_with(
  $$select ship.record_migration_run('production', 'abc', '[]', true, 'done', 1, actor => 'ana')$$, '23514', 'migration_run_digest_is_a_sha256'
);

select * from finish();
