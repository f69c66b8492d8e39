select plan(6);
select given_ios();
select given_transports('broadcast', 'apns');

create function pg_temp.broadcast_of_live()
returns ship.deliveries
language sql
as $$
  select * from ship.deliveries where kind = 'broadcast' and channel = 'live';
$$;
create function pg_temp.claim()
returns jsonb
language sql
as $$
  update ship.deliveries set next_attempt_at = clock_timestamp() where state = 'pending' and channel = 'live';
  select delivery from jsonb_array_elements(ship.claim_deliveries()) as delivery where delivery ->> 'channel' = 'live';
$$;

select move('ios', 131);
create temp table pushed as select claim_batch() as batch;
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'apns_key_invalid') from pushed;
select ship_private.announce(array[row('ios', 140, 130, 'alpha', 'build-available', 10000, null, null)::ship_private.component_change]);

select is(finish_one(pg_temp.claim(), 'retry', 503), true, 'a broadcast of live that is tried again');
select is((pg_temp.broadcast_of_live()).state, 'pending', 'is not superseded by a later alpha');

select pg_temp.claim();
update ship.deliveries set leased_until = clock_timestamp() - interval '1 second' where state = 'leased' and channel = 'live';
select ship_private.expire_deliveries();
select is((pg_temp.broadcast_of_live()).state, 'leased', 'nor when its sender died');

select finish_one(pg_temp.claim(), 'failed', 400, 'broadcast_refused');
select is(ship.retry_deliveries(), 1, 'one that failed may be tried once more');
select is((pg_temp.broadcast_of_live()).state, 'pending', 'which is the one of live');
select lives_ok(
  $$select ship.resume_push_run(run_id) from ship.push_batches join ship.push_runs on push_runs.id = run_id where push_runs.state = 'stopped'$$,
  'and its stopped run is resumed'
);

select * from finish();
