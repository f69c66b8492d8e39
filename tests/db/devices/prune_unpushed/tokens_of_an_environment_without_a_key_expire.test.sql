select plan(8);
select given_ios();
select given_devices(3);
select given_devices(5002, apns_environment => 'sandbox');

create function pg_temp.left_in(apns_environment text)
returns bigint
language sql
as $$
  select count(*) from ship.device_push_tokens as devices where devices.apns_environment = $1;
$$;
create function pg_temp.push()
returns void
language plpgsql
as $$
declare
  v_batch jsonb;
begin
  loop
    v_batch := claim_batch();
    exit when v_batch is null;
    if v_batch ->> 'apns_environment' = 'sandbox' then
      perform ship.stop_push_run((v_batch ->> 'batch_id')::bigint, (v_batch ->> 'lease_token')::uuid, 'not_configured');
    else
      perform answer(v_batch);
    end if;
  end loop;
end;
$$;
insert into ship_private.sweeps (last_at) values (now());
update ship.device_push_tokens set last_registered_at = now() - interval '91 days' where true;
update ship.device_push_tokens set last_registered_at = now() where id = 5;

select ship_private.prune_unpushed();
select is(pg_temp.left_in('sandbox'), 5002::bigint, 'nothing was announced: nobody knows whether there is a key');
select move('ios', 131);
select pg_temp.push();
select ship_private.prune_unpushed();
select is(pg_temp.left_in('sandbox'), 5002::bigint, 'a key that is missing now may have been there, and may come back');

update ship.push_runs set created_at = now() - interval '91 days' where true;
select move('ios', 132);
select pg_temp.push();
select ship_private.prune_unpushed();
select is(pg_temp.left_in('sandbox'), 3::bigint, 'there was none for 90 days: a call looks at 5,000 that nobody could ask');
select ship_private.prune_unpushed();
select is(pg_temp.left_in('sandbox'), 1::bigint, 'the next one at the rest; who registered meanwhile stays');
select is(pg_temp.left_in('production'), 3::bigint, 'where there is a key APNs ends them');

-- the key comes
select given_devices(3, apns_environment => 'sandbox');
update ship.device_push_tokens set last_registered_at = now() - interval '91 days' where true;
select move('ios', 133);
select push_everything();
select ship_private.prune_unpushed();
select is(pg_temp.left_in('sandbox'), 4::bigint, 'once they were asked they stay, however long they don''t register');

-- and goes
select move('ios', 134);
select pg_temp.push();
select ship_private.prune_unpushed();
select is(pg_temp.left_in('sandbox'), 4::bigint, 'a key that was there is missed for 90 days as well');
update ship.push_runs set created_at = now() - interval '91 days' where true;
select ship_private.prune_unpushed();
select is(pg_temp.left_in('sandbox'), 0::bigint, 'and then they go');

select * from finish();
