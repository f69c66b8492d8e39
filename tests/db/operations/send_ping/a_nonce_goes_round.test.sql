select plan(12);

select fails_with($$select ship.send_ping()$$, 'PT409', 'wake_not_configured', 'without a vault nobody can be called');
select given_vault('https://one.test', 'slipway_wake_x');
create temp table sent as
select ship.send_ping() as nonce;
select results_eq(
  $$select url, headers ->> 'x-slipway-token', headers ->> 'x-slipway-wake', (headers ->> 'x-slipway-nonce')::uuid = nonce from net.http_request_queue, sent$$,
  $$values ('https://one.test/functions/v1/announce', 'slipway_wake_x', 'ping', true)$$, 'it takes the way that wakes take'
);
select is((select ship.ping_status(nonce) ->> 'state' from sent), 'waiting', 'nobody has answered');

create function pg_temp.pg_net_got(status integer, error text default null)
returns text
language plpgsql
as $$
begin
  delete from net._http_response where true;
  insert into net._http_response (id, status_code, error_msg, timed_out, created)
  select request_id, pg_net_got.status, pg_net_got.error, false, clock_timestamp()
  from ship_private.pings;
  return (select ship.ping_status(nonce) ->> 'state' from sent);
end;
$$;
select is(pg_temp.pg_net_got(null, 'Couldn''t connect to server'), 'failed', 'the call does not get there');
select is(pg_temp.pg_net_got(401), 'refused', 'the token is wrong');
select is(pg_temp.pg_net_got(202), 'elsewhere', 'functions answer, but not from this database');

select fails_with($$select ship.answer_ping(gen_random_uuid())$$, 'PT404', 'ping_unknown', 'a ping of another database');
select is((select ship.answer_ping(nonce) from sent), true, 'a function of this project answers');
select is((select ship.ping_status(nonce) ->> 'state' from sent), 'answered', 'then the whole way works');
select is(pg_temp.pg_net_got(500), 'refused', 'unless it could not claim what is due');
select is(ship.ping_status(gen_random_uuid()), null, 'an unknown nonce has no status');

select ship.sweep();
update ship.project set home_database = '1/2/3' where true;
select fails_with($$select ship.send_ping()$$, 'PT409', 'project_away', 'a copy calls nobody');

select * from finish();
