select plan(3);

select given_store();
create function pg_temp.fail(error text, retry_after_s numeric default null)
returns jsonb
language plpgsql
as $$
begin
  update ship.store_apps set next_look_at = now() where true;
  return ship.finish_store_look(
    'ios', (ship.claim_store_looks() #>> '{0,lease_token}')::uuid, error => fail.error, retry_after_s => fail.retry_after_s
  );
end;
$$;
select pg_temp.fail('store_unreachable');
select hint('e-1');
select cmp_ok(next_look_in(), '<=', 0, 'a store that is back is asked at once');
select pg_temp.fail('store_rate_limited', 600);
select is(hint('e-2') ->> 'outcome', 'waiting', 'a hint while the store takes no more requests');
select cmp_ok(next_look_in(), '>', 590, 'waits as long as the store wants');

select * from finish();
