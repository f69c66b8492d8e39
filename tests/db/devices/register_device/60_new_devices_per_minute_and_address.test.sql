select plan(6);
select given_ios();

create function pg_temp.register(token integer, address text)
returns void
language sql
as $$
  select ship.register_device('ios', lpad(to_hex($1), 8, '0'), client_address => $2);
$$;

-- the minute may end while this runs: what counts is put into the present one
select pg_temp.register(token, '192.0.2.1') from generate_series(1, 60) as token;
update ship_private.registration_windows
set minute = date_trunc('minute', clock_timestamp()), new_device_count = 60
where minute = (select max(minute) from ship_private.registration_windows);

select is((select count(*) from ship.device_push_tokens), 60::bigint, 'sixty are fine');
select fails_with($$select pg_temp.register(61, '192.0.2.1')$$, 'PT429', 'registration_limited', 'one more is not');
select lives_ok($$select pg_temp.register(1, '192.0.2.1')$$, 'a known one is never refused');
select lives_ok($$select pg_temp.register(62, '192.0.2.2')$$, 'another address has its own sixty');
select lives_ok($$select pg_temp.register(63, null)$$, 'so have all without an address');

update ship_private.registration_windows
set minute = minute - interval '1 minute'
where true;
select lives_ok($$select pg_temp.register(61, '192.0.2.1')$$, 'a new minute, a new sixty');

select * from finish();
