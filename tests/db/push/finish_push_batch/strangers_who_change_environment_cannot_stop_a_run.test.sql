select plan(10);
select given_ios();
select given_devices(220);

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

create function pg_temp.register_junk(apns_environment text, topic text default 'test.app', component text default 'ios')
returns void
language plpgsql
as $$
begin
  perform ship.register_device(component, to_hex(number), apns_environment, topic) from generate_series(4096, 4395) as number;
end;
$$;
-- APNs knows nobody whose token is that short; without a key for the other host nobody is tried there
create function pg_temp.push(both_hosts boolean default false)
returns jsonb
language sql
as $$
  select answer(batch, (
    select coalesce(jsonb_agg(outcome(devices.id, 400, 'BadDeviceToken', 'failed', jsonb_build_object('both_hosts', both_hosts))), '[]')
    from ship.device_push_tokens as devices
    where devices.id = any (ids_of(batch))
      and length(devices.token) < 10
  )) -> 'stop'
  from claim_batch() as batch;
$$;
create function pg_temp.state_of(build bigint)
returns text
language sql
as $$
  select concat_ws(' ', state, stop_reason, mature_answer_count, mature_refusal_count)
  from ship.push_runs
  where push_runs.build = state_of.build
    and component_key = 'ios'
    and apns_environment = 'production';
$$;
update ship.push_policy set new_devices_per_minute = 10000 where is_only_row;

select pg_temp.register_junk('sandbox');
select pg_temp.move(131);
select pg_temp.push();
select is(pg_temp.state_of(131), 'finished 220 0', 'nobody asked the junk in the other environment');

select pg_temp.register_junk('production');
select pg_temp.move(132);
select is(pg_temp.push(), 'null', 'in this one it was never told, however old it is');
select is(pg_temp.state_of(132), 'finished 220 0', 'it is on neither side of the share');
select is(
  ship_private.count_established(runs, ship_private.last_finished_run(runs), 0, 1000), 220::bigint, 'nor among those who were told before'
)
from ship.push_runs as runs
where build = 132 and apns_environment = 'production';

select pg_temp.register_junk('sandbox');
select pg_temp.register_junk('production');
select pg_temp.move(133);
select is(pg_temp.push(true), 'null', 'there and back again, it is still none');
select is(pg_temp.state_of(133), 'finished 220 0', 'and stops nothing');
select is((select deactivated_count from ship.push_runs where build = 133 and apns_environment = 'production'), 0::bigint, 'its end counts for nothing');
select is((select count(*) from ship.device_push_tokens where deactivated_at is not null), 300::bigint, 'refused in two runs one after the other, it is out');

-- an app of two components: a run of one was none of the other
select given_component('mac', 'ios', 130, array['test.app']);
insert into ship.builds (component_key, build, installable_at) values ('mac', 131, now()), ('ios', 140, now());
update ship.device_push_tokens set component_key = 'mac' where deactivated_at is null;
delete from ship.device_push_tokens where deactivated_at is not null;
select pg_temp.register_junk('production');
select pg_temp.move(131, 'mac');
select answer(batch, '[]') from claim_batch() as batch;
select is(
  (select (ship_private.last_finished_run(runs)).id from ship.push_runs as runs where component_key = 'mac' and apns_environment = 'production'),
  null, 'the first run of a component is no later one of another'
);
select is(
  (select mature_through_id = bound_id from ship.push_runs where component_key = 'mac' and apns_environment = 'production'),
  true, 'and counts everybody'
);

select * from finish();
