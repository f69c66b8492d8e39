select plan(12);
select given_ios();

create function pg_temp.register(token integer, address text)
returns void
language sql
as $$
  select ship.register_device('ios', lpad(to_hex($1), 8, '0'), client_address => $2);
$$;

select pg_temp.register(token, '192.0.2.1') from generate_series(1, 60) as token;
-- whichever minute it is by now: in this one and in the next, sixty came from this address
delete from ship_private.registration_windows
where true;
insert into ship_private.registration_windows (client_address, minute, new_device_count)
select '192.0.2.1', date_trunc('minute', clock_timestamp()) + later, 60
from unnest(array['0 minutes', '1 minute']::interval[]) as later;

select is((select count(*) from ship.device_push_tokens), 60::bigint, 'sixty are fine');
select fails_with($$select pg_temp.register(61, '192.0.2.1')$$, 'PT429', 'registration_limited', 'one more is not');
select fails_with(
  $$select pg_temp.register(1, '192.0.2.1')$$, 'PT429', 'registration_limited', 'nor a known one: the answer does not tell them apart'
);
select lives_ok($$select pg_temp.register(1, '192.0.2.9')$$, 'which stays registered, and comes again from elsewhere');
select lives_ok($$select pg_temp.register(62, '192.0.2.2')$$, 'another address has its own sixty');
select lives_ok($$select pg_temp.register(63, null)$$, 'so have all without an address');

delete from ship_private.registration_windows
where client_address = '192.0.2.1';
select lives_ok($$select pg_temp.register(61, '192.0.2.1')$$, 'a new minute, a new sixty');

select is(ship_private.address_block(address), block, address)
from (values
  ('2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'),
  ('::ffff:192.0.2.1', '192.0.2.1')
) as addresses (address, block);

insert into ship_private.registration_windows (client_address, minute, new_device_count)
select '198.51.100.1', date_trunc('minute', clock_timestamp()) + later, 3000
from unnest(array['0 minutes', '1 minute']::interval[]) as later
on conflict (client_address, minute) do update
set new_device_count = 3000;
select fails_with(
  $$select pg_temp.register(100, '192.0.2.100')$$, 'PT429', 'registration_limited', 'three thousand a minute are all, from whatever addresses'
);
delete from ship_private.registration_windows
where true;
update ship.device_push_tokens
set deactivated_at = now(), deactivation_reason = 'BadDeviceToken'
where true;
insert into ship_private.registration_windows (client_address, minute, new_device_count)
select '192.0.2.1', date_trunc('minute', clock_timestamp()) + later, 59
from unnest(array['0 minutes', '1 minute']::interval[]) as later;
select lives_ok($$select pg_temp.register(2, '192.0.2.1')$$, 'one that comes back');
select is(
  (select max(new_device_count) from ship_private.registration_windows where client_address = '192.0.2.1'),
  60, 'counts as a new one'
);

select * from finish();
