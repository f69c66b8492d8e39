begin;
select plan(17);
select given_ios();
select given_devices(3);
select given_vault('https://one.test');
set local request.headers = '{"x-slipway-home": "https://one.test"}';
select ship.claim_deliveries();
reset request.headers;
select ship.sweep();
select move('ios', 131);
delete from net.http_request_queue where true;

-- every way in which a copy differs from the project, one after the other
create function pg_temp.idle(expected text)
returns setof text
language plpgsql
as $$
begin
  return next is(ship.ship_status() #>> '{home,away}', idle.expected, idle.expected || ': the status says so');
  return next is(ship.sweep(), jsonb_build_object('swept', false, 'away', idle.expected), idle.expected || ': the sweep does nothing and says so');
  return next is(ship.claim_deliveries(), '[]', idle.expected || ': nothing is claimed');
  return next is(claim_batch(), null, idle.expected || ': nobody is pushed to');
  perform ship.wake_push();
  return next is(
    (select array_agg(url) from net.http_request_queue),
    -- only that one can't be told from an upgrade but by asking
    case when idle.expected = 'database_other' then array['https://one.test/functions/v1/announce'] end,
    idle.expected || ': the other project''s functions are not called'
  );
end;
$$;

savepoint at_home;
update ship.project set home_database = '1/2/3' where true;
select pg_temp.idle('database_other');
rollback to at_home;

update ship.project set home_vault_url = 'https://two.test' where true;
select pg_temp.idle('vault_other');
rollback to at_home;

set local request.headers = '{"x-slipway-home": "https://two.test"}';
select pg_temp.idle('address_other');
rollback to at_home;

set local request.headers = '{"x-slipway-home": "https://one.test/"}';
select isnt(ship.claim_deliveries(), '[]', 'at home it is claimed');
select isnt(claim_batch(), null, 'and pushed');

select * from finish();
commit;
