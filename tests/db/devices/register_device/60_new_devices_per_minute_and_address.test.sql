select plan(6);
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
select lives_ok($$select pg_temp.register(1, '192.0.2.1')$$, 'a known one is never refused');
select lives_ok($$select pg_temp.register(62, '192.0.2.2')$$, 'another address has its own sixty');
select lives_ok($$select pg_temp.register(63, null)$$, 'so have all without an address');

delete from ship_private.registration_windows
where client_address = '192.0.2.1';
select lives_ok($$select pg_temp.register(61, '192.0.2.1')$$, 'a new minute, a new sixty');

select * from finish();
