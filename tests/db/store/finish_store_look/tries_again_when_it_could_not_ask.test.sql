select plan(6);

select given_store();
select given_transports('telegram');
create function pg_temp.fail(retry_after_s numeric default null)
returns jsonb
language plpgsql
as $$
declare
  v_claimed jsonb;
begin
  update ship.store_apps set next_look_at = now() where true;
  v_claimed := ship.claim_store_looks() -> 0;
  return ship.finish_store_look('ios', (v_claimed ->> 'lease_token')::uuid, error => 'store_unreachable', retry_after_s => fail.retry_after_s);
end;
$$;

select pg_temp.fail();
select ok(next_look_in() between 10 and 20, 'soon');
select pg_temp.fail(600);
select is(next_look_in(), 600, 'not before the store allows it');
select is(store_news(), '{}', 'twice may happen');
select pg_temp.fail(), pg_temp.fail();
select is(
  store_news(),
  array['ios: App Store Connect could not be asked 3 times in a row (store_unreachable). New builds are not seen until it can: slipway ios webhook status.'],
  'the third time in a row is news, once'
);
select look();
select is((select failure_count from ship.store_apps), 0, 'over');
update ship.store_apps set next_look_at = now() where true;
select fails_with(
  format(
    $$select ship.finish_store_look('ios', %L, error => 'It failed')$$, (select ship.claim_store_looks() #>> '{0,lease_token}')
  ),
  '23514', 'store_app_failures_have_a_code', 'a code, not a sentence'
);

select * from finish();
