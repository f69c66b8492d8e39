select plan(6);
select given_ios();
select given_devices(12000);
update ship.device_push_tokens set kind = 'voip' where id > 1000;
-- the first 5,000 of the kind are alive, some of the others are not
update ship.device_push_tokens set last_registered_at = now() - interval '91 days' where id in (6500, 11000, 12000);

create function pg_temp.after_a_call()
returns text
language sql
as $$
  select ship_private.prune_unpushed();
  select unpushed_through_id || ' ' || (select count(*) from ship.device_push_tokens where id in (6500, 11000, 12000))
  from ship_private.sweeps;
$$;

insert into ship_private.sweeps (last_at) values (now());
select is(pg_temp.after_a_call(), '6000 3', 'a call looks at 5,000');
select is(pg_temp.after_a_call(), '11000 1', 'the next one goes on after them');
select is(pg_temp.after_a_call(), '0 0', 'the last ones end the round');
update ship.device_push_tokens set last_registered_at = now() - interval '91 days' where id = 1001;
select is(pg_temp.after_a_call(), '6000 0', 'and all are looked at again');
select is((select count(*) from ship.device_push_tokens where id = 1001), 0::bigint, 'from the first on');
select is((select count(*) from ship.device_push_tokens), 11996::bigint, 'nobody else is gone');

select * from finish();
