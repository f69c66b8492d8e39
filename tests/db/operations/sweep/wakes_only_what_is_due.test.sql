select plan(8);
select given_ios();
select given_devices(3);
select given_vault();

create function pg_temp.woken()
returns text[]
language plpgsql
as $$
declare
  v_urls text[];
begin
  delete from net.http_request_queue
  where true;
  perform ship.sweep();
  select array_agg(regexp_replace(url, '.*/', '') order by url) into v_urls from net.http_request_queue;
  return coalesce(v_urls, '{}');
end;
$$;

select is(pg_temp.woken(), '{}', 'nothing was ever announced');

select move('ios', 131);
select is(pg_temp.woken(), '{announce,push}', 'both: a delivery and a run wait');
select results_eq(
  $$select distinct headers ->> 'x-slipway-wake', timeout_milliseconds from net.http_request_queue$$,
  $$values ('sweep', 2000)$$,
  'as the sweep, with more patience than a hint'
);

create temp table claimed as
select delivery from jsonb_array_elements(ship.claim_deliveries()) as delivery;
create temp table batches as
select claim_batch() as batch
from generate_series(1, 2);
select is(pg_temp.woken(), '{}', 'all of it is in somebody''s hands');

update ship.deliveries
set leased_until = clock_timestamp() - interval '1 millisecond'
where state = 'leased';
select is(pg_temp.woken(), '{announce}', 'a lease of a delivery has expired');

select finish_one(delivery, 'delivered') from claimed;
select answer(batch, jsonb_build_array(outcome(1, 503, 'ServiceUnavailable', 'retry'))) from batches where ids_of(batch) <> '{}';
select is(pg_temp.woken(), '{}', 'a retry is not due yet');
update ship.push_failures
set retry_at = clock_timestamp()
where true;
select is(pg_temp.woken(), '{push}', 'now it is');

select push_everything();
update ship.push_batches
set leased_until = clock_timestamp() - interval '1 millisecond'
where state = 'leased';
select push_everything();
select is(pg_temp.woken(), '{}', 'everything is done');

select * from finish();
