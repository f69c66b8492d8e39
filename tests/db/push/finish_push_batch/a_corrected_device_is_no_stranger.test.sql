select plan(9);
select given_ios();
select given_devices(300);

-- one transaction has one time for all its moves
create function pg_temp.move(build bigint, component text default 'ios')
returns void
language plpgsql
as $$
begin
  perform move(component, build);
  update ship.push_runs
  set created_at = clock_timestamp()
  where push_runs.build = move.build
    and component_key = component;
end;
$$;
select pg_temp.move(131);
-- an app that says production, and is of the sandbox
select answer(batch, (
  select jsonb_agg(outcome(id, 200, '', 'corrected', '{"apns_environment": "sandbox"}')) from ship.device_push_tokens
)) from claim_batch() as batch;
select push_everything();
select is(cardinality(told(131)), 300, 'the run that corrected them told them');

select pg_temp.move(132);
create temp table batches as
select claim_batch() as batch
from generate_series(1, 2);
-- whoever reports says that one is dead on both hosts, and that another one died
select answer(batch, case batch ->> 'apns_environment'
  when 'sandbox' then deaths(2, 2) || outcome(1, 400, 'BadDeviceToken', 'failed', '{"both_hosts": true}')
  else '[]'
end)
from batches;
select is(cardinality(told(132)), 298, 'in the next one the others are told where they belong');
select is(
  (select array_agg(id) from ship.device_push_tokens where deactivated_at is not null), '{2}'::bigint[], 'one refusal ends none of them'
);
select is(
  (select array_agg(deactivated_count order by apns_environment) from ship.push_runs where build = 132), '{0,1}'::bigint[],
  'and a death counts'
);

select pg_temp.move(133);
select is(cardinality(pushed()), 299, 'who was refused once is asked again');
-- the app says at last what is true
select ship.register_device('ios', token, 'sandbox', 'test.app') from ship.device_push_tokens where id > 2;
select is(
  (
    select array_agg(ship_private.count_established(runs, ship_private.last_finished_run(runs), 0, 300) order by apns_environment)
    from ship.push_runs as runs
    where build = 133
  ),
  '{0,299}'::bigint[], 'that changes nothing'
);

-- a key that is wrong shows although all of them were corrected in the run before
update ship.device_push_tokens set apns_environment = 'production', reported_apns_environment = 'sandbox', apns_environment_since = clock_timestamp() where true;
select pg_temp.move(134);
select is(
  (
    select array_agg(ship_private.count_established(runs, ship_private.last_finished_run(runs), 0, 300) order by apns_environment)
    from ship.push_runs as runs
    where build = 134
  ),
  '{299,0}'::bigint[], 'corrected a moment ago they count as well'
);
truncate batches;
insert into batches
select claim_batch()
from generate_series(1, 2);
select is(
  (
    select answer(batch, (
      select jsonb_agg(outcome(id, 400, 'BadDeviceToken', 'failed', '{"both_hosts": true}')) from unnest(ids_of(batch)) as id
    )) ->> 'stop'
    from batches
    where batch ->> 'apns_environment' = 'production'
  ),
  'too_many_bad_tokens', 'all are refused where they were corrected to: the run stops'
);
select is((select count(*) from ship.device_push_tokens where deactivated_at is not null), 1::bigint, 'and ends nobody');

select * from finish();
