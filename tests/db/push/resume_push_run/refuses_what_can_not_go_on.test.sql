select plan(3);
select given_ios();
select move('ios', 131);
select fails_with('select ship.resume_push_run(4711)', 'PT404', 'run_unknown');
select fails_with(
  $$select ship.resume_push_run(min(id)) from ship.push_runs$$, 'PT409', 'run_not_stopped'
);
create temp table first as
select claim_batch() as batch;
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken') from first;
select move('ios', 132);
select fails_with(
  $$select ship.resume_push_run((batch ->> 'run_id')::bigint) from first$$,
  'PT409', 'run_superseded', 'nobody is told 131 after 132'
);
select * from finish();
