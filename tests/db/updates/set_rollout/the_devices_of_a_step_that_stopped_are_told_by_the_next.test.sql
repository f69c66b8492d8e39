select plan(3);
select given_ios();
select given_installations(200);
select offer(131, 5000);
create temp table first as select claim_batch() as batch;
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'InvalidProviderToken') from first;
select ship.set_rollout('ios', 'live', 131, 7500);
select is(pushed(), inside(131, 0, 7500), 'nobody of them had heard');
select is(told(131), inside(131, 0, 7500));
select fails_with(
  $$select ship.resume_push_run((batch ->> 'run_id')::bigint) from first$$, 'PT409', 'run_superseded', 'the stopped one is not needed any more'
);

select * from finish();
