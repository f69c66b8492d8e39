select plan(26);
select given_ios();

create function pg_temp.register(token integer, address text)
returns jsonb
language sql
as $$
  select ship.register_device('ios', lpad(to_hex($1), 8, '0'), client_address => $2);
$$;
-- whichever minute it is by now: in this one and in the next, so many came from this address
create function pg_temp.given_minute(address text, amount integer)
returns void
language sql
as $$
  delete from ship_private.registration_windows
  where client_address = $1;
  insert into ship_private.registration_windows (client_address, minute, new_device_count)
  select $1, date_trunc('minute', clock_timestamp()) + later, $2
  from unnest(array['0 minutes', '1 minute']::interval[]) as later;
$$;
create function pg_temp.refused(answer jsonb)
returns boolean
language sql
as $$
  select $1 ->> 'registered' = 'false' and ($1 ->> 'retry_after_s')::integer between 1 and 60 + 600;
$$;

select pg_temp.register(token, '192.0.2.1') from generate_series(1, 60) as token;
select pg_temp.given_minute('192.0.2.1', 299);
select is(pg_temp.register(300, '192.0.2.1') ->> 'registered', 'true', 'three hundred are fine');
select pg_temp.given_minute('192.0.2.1', 300);
select ok(pg_temp.refused(pg_temp.register(301, '192.0.2.1')), 'one more is told when to come again');
select ok(pg_temp.refused(pg_temp.register(1, '192.0.2.1')), 'a known one as well: the answer does not tell them apart');
select is((select count(*) from ship.device_push_tokens), 61::bigint, 'neither is written down');
select is(
  (select max(new_device_count) from ship_private.registration_windows where client_address = '192.0.2.1'), 300, 'nor takes room'
);
select is(ship.adoption('ios') -> 'refused', '{"hour": 2, "day": 2}', 'both are counted');
select is(ship.adoption('web') -> 'refused', '{"hour": 0, "day": 0}', 'for their component');
select is(pg_temp.register(1, '192.0.2.9') ->> 'registered', 'true', 'it stays registered, and comes again from elsewhere');
select is(pg_temp.register(302, '192.0.2.2') ->> 'registered', 'true', 'another address has its own room');
select is(pg_temp.register(303, null) ->> 'registered', 'true', 'so have all without an address');

select ok(
  (
    select count(distinct pg_temp.register(400 + n, '192.0.2.1') ->> 'retry_after_s') > 50
    from generate_series(1, 200) as n
  ),
  'those that are refused together are not asked to come again together'
);
update ship.push_policy set registration_spread = '0' where true;
select ok((pg_temp.register(301, '192.0.2.1') ->> 'retry_after_s')::integer between 1 and 61, 'unless an operator wants it so: with the next minute');
delete from ship_private.registration_windows
where client_address = '192.0.2.1';
select is(pg_temp.register(301, '192.0.2.1') ->> 'registered', 'true', 'a new minute, new room');

-- 60 minutes of a stranger
select pg_temp.given_minute('192.0.2.1', 0);
insert into ship_private.registration_windows (client_address, minute, new_device_count)
select '192.0.2.1', date_trunc('minute', clock_timestamp()) - n * interval '1 minute', 300
from generate_series(1, 20) as n;
select ok((pg_temp.register(304, '192.0.2.1') ->> 'retry_after_s')::integer between 1 and 60 + 3600, 'six thousand an hour are all from an address');
update ship.push_policy set new_devices_per_hour = 100000 where true;
select is(pg_temp.register(304, '192.0.2.1') ->> 'registered', 'true', 'unless an operator says otherwise');

select is(ship_private.address_block(address, ipv4, ipv6), block, address || ' ' || ipv4 || ' ' || ipv6)
from (values
  ('2001:db8:1:2:3:4:5:6', 32, 64, '2001:db8:1:2::/64'),
  ('2001:db8:1:2:3:4:5:6', 32, 48, '2001:db8:1::/48'),
  ('::ffff:192.0.2.1', 32, 64, '192.0.2.1'),
  ('::ffff:192.0.2.1', 24, 64, '192.0.2.0/24'),
  ('192.0.2.1:4711', 32, 64, '192.0.2.1'),
  ('[2001:db8:1:2:3:4:5:6]:443', 32, 64, '2001:db8:1:2::/64'),
  ('[2001:db8:1:2:3:4:5:6]', 32, 64, '2001:db8:1:2::/64'),
  ('unix:', 32, 64, 'unix:')
) as addresses (address, ipv4, ipv6, block);

select pg_temp.given_minute('198.51.100.1', 3000);
select is(pg_temp.register(500, '192.0.2.100') ->> 'registered', 'false', 'three thousand a minute are all, from whatever addresses');
delete from ship_private.registration_windows
where true;
update ship.device_push_tokens
set deactivated_at = now(), deactivation_reason = 'BadDeviceToken'
where true;
select pg_temp.given_minute('192.0.2.1', 299);
select pg_temp.register(2, '192.0.2.1');
select is(
  (select max(new_device_count) from ship_private.registration_windows where client_address = '192.0.2.1'), 300, 'one that comes back counts as a new one'
);
select is((select count(*) from ship_private.registration_refusals), 1::bigint, 'all that was refused is one row');

select * from finish();
