select plan(6);
select given_ios();
select given_devices(2);
select move('ios', 131);

select answer(claim_batch(), jsonb_build_array(
  outcome(1, 200, '', 'corrected', '{"apns_environment": "sandbox"}')
));

select results_eq(
  $$select id, apns_environment, reported_apns_environment from ship.device_push_tokens order by id$$,
  $$values (1::bigint, 'sandbox', 'production'), (2, 'production', 'production')$$,
  'what works is kept beside what the app says'
);
select results_eq(
  $$select sent_count, device_count from ship.push_runs where id = 1$$, $$values (2::bigint, 2::bigint)$$, 'it was told'
);
select is_empty($$select from ship.push_failures$$, 'it is no failure');

create temp table other as
select claim_batch() as batch;
select is((select batch -> 'devices' from other), '[]', 'and the run of the host that took it does not tell it again');
select answer(batch) from other;
select move('ios', 132);
select is(jsonb_path_query_array(claim_batch(), '$.devices[*][0]'), '[2]', 'the next build comes to each once');
select is(jsonb_path_query_array(claim_batch(), '$.devices[*][0]'), '[1]', 'on its own host');

select * from finish();
