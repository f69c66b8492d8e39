select plan(6);
select given_ios();
select given_devices(600);

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
select push_everything();

create function pg_temp.report(reason text, verdict text)
returns text
language sql
as $$
  select answer(batch, (
    select jsonb_agg(outcome(id, 400, report.reason, report.verdict, '{"retry_after_s": 0}')) from unnest(ids_of(batch)) as id
  )) ->> 'stop'
  from claim_batch() as batch;
$$;

select pg_temp.move(132);
select is(pg_temp.report('BadDeviceToken', 'retry'), 'too_many_bad_tokens', 'to be tried again or not: all are refused');

select pg_temp.move(133);
select is(pg_temp.report('ServiceUnavailable', 'retry'), null, 'all are to be tried again');
update ship.push_failures set retry_at = clock_timestamp() where retry_at is not null;
select is(pg_temp.report('BadDeviceToken', 'failed'), null, 'and are refused then');
select push_everything();
select is((select state from ship.push_runs where build = 133 and apns_environment = 'production'), 'finished', 'the run is over');

select pg_temp.move(134);
select is(
  pg_temp.report('BadDeviceToken', 'failed'), 'too_many_deactivations', 'refused twice they end, but they were told in the run before: so many are no dead devices'
);
select is((select count(*) from ship.device_push_tokens where deactivated_at is not null), 0::bigint, 'nobody is deactivated');

select * from finish();
