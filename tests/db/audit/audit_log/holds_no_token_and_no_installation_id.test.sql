select plan(3);
select given_ios();
select given_vault('http://gateway.test', 'slipway_wake_of_the_vault');
select ship.register_device('ios', 'deadbeef01', installation_id => 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee');
select ship.register_device('ios', 'deadbeef02');
select share_token(ship.take_provider_token('KEY', 'TEAM'), 'signed-by-the-key');
select move('ios', 131);
select answer(claim_batch(), jsonb_build_array(outcome(1, 410, 'Unregistered', 'dead', '{"timestamp_ms": 9999999999999}')));
select push_everything();
select ship.unregister_device('deadbeef02', 'test.app');
select ship.reannounce('ios', 'again');
select commit_audit();

select isnt_empty($$select from ship.audit_log$$, 'there is something to look at');
select is_empty(
  $$
    select
    from ship.audit_log
    where to_jsonb(audit_log)::text ~ 'deadbeef|aaaaaaaa-bbbb|signed-by-the-key|slipway_wake_of_the_vault'
  $$,
  'none of it is in the log'
);
select is_empty(
  $$select from ship.audit_log where action ~ 'device|token'$$, 'registrations, claims and batches have their own tables'
);

select * from finish();
