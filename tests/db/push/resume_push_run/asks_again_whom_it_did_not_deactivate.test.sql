select plan(6);
select given_ios();
select given_devices(300);
select given_transports('apns');
select move('ios', 131);
select answer(claim_batch(), deaths(1, 200), 'progress', 250);
select is((select stop_reason from ship.push_runs where id = 1), 'too_many_deactivations', 'the run stopped');

select ship.resume_push_run(1);
create temp table rest as
select claim_batch() as batch;
select is((select cardinality(ids_of(batch)) from rest), 50, 'what was not answered comes first');
select answer(batch) from rest;
create temp table retried as
select claim_batch() as batch;
select is((select cardinality(ids_of(batch)) from retried), 200, 'then those that are said to be dead, whom APNs is asked about again');
select is(
  (select answer(batch, deaths(1, 121), 'progress', 150) ->> 'stop' from retried), 'too_many_deactivations',
  'as many dead ones stop it again'
);
select is_empty($$select from ship.device_push_tokens where deactivated_at is not null$$, 'nobody is deactivated');

select ship.resume_push_run(1);
select push_everything();
select results_eq(
  $$select state, sent_count from ship.push_runs where id = 1$$, $$values ('finished', 300::bigint)$$,
  'whoever is alive after all is told'
);

select * from finish();
