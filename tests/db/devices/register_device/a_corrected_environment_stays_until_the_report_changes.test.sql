select plan(4);
select given_ios();
select ship.register_device('ios', 'abcd01', 'production');
update ship.device_push_tokens
set apns_environment = 'sandbox'
where true;

create function pg_temp.register(apns_environment text)
returns text
language plpgsql
as $$
begin
  perform ship.register_device('ios', 'abcd01', $1);
  return (select reported_apns_environment || ' ' || device_push_tokens.apns_environment from ship.device_push_tokens);
end;
$$;

select is(pg_temp.register('production'), 'production sandbox', 'the same report: what APNs taught us stays');
select is(pg_temp.register('sandbox'), 'sandbox sandbox', 'another report: the app may be right');
update ship.device_push_tokens
set apns_environment = 'production'
where true;
select is(pg_temp.register('sandbox'), 'sandbox production', 'the same report again');
select is(pg_temp.register('production'), 'production production', 'another report again');

select * from finish();
