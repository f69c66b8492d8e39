select plan(4);
select given_ios();
select given_installations(600);
update ship.device_push_tokens set token = 'aa' || token where true;
select move('ios', 131);
update ship.push_runs set created_at = clock_timestamp() where true;
select push_everything();

-- without a key for sandbox nobody is tried there
create function pg_temp.push()
returns void
language plpgsql
as $$
declare
  v_batch jsonb;
begin
  -- one transaction has one time for all its runs
  update ship.push_runs set created_at = clock_timestamp() where created_at = now();
  loop
    v_batch := claim_batch();
    exit when v_batch is null;
    if v_batch ->> 'apns_environment' = 'sandbox' then
      perform ship.stop_push_run((v_batch ->> 'batch_id')::bigint, (v_batch ->> 'lease_token')::uuid, 'not_configured');
    else
      perform answer(v_batch, (
        select coalesce(jsonb_agg(outcome(devices.id, 400, 'BadDeviceToken', 'failed')), '[]')
        from ship.device_push_tokens as devices
        where devices.id = any (ids_of(v_batch))
          and devices.token like 'bb%'
      ));
    end if;
  end loop;
end;
$$;
create function pg_temp.state_of(build bigint, to_bps integer)
returns text
language sql
as $$
  select concat_ws(' ', state, stop_reason, mature_refusal_count)
  from ship.push_runs
  where push_runs.build = state_of.build
    and push_runs.to_bps = state_of.to_bps
    and apns_environment = 'production';
$$;

select given_installations(600);
update ship.device_push_tokens set token = 'bb' || token where token not like 'aa%';
-- half of them come from the other environment, when the first step is over
update ship.device_push_tokens
set apns_environment = 'sandbox', reported_apns_environment = 'sandbox'
where token like 'bb%' and id % 2 = 0;
select offer(132, 9000);
select pg_temp.push();
select is(pg_temp.state_of(132, 9000), 'finished 0', 'strangers stop no step');
update ship.device_push_tokens
set apns_environment = 'production', reported_apns_environment = 'production', apns_environment_since = clock_timestamp()
where apns_environment = 'sandbox';
select ship.offer_build('ios', 132, 'live', 10000);
select pg_temp.push();
select is(pg_temp.state_of(132, 10000), 'finished 0', 'nor the last one');

select move('ios', 133);
select pg_temp.push();
select is(pg_temp.state_of(133, 10000), 'finished 0', 'the last step asked only a tenth of them, but they were told in no step');
select is(
  (select count(*) > 250 and bool_and(token like 'bb%') from ship.device_push_tokens where deactivated_at is not null), true,
  'who was refused in the first step is out: nobody had asked it since'
);

select * from finish();
