select plan(18);
select given_ios();
select given_transports('broadcast', 'apns');
select given_devices(1);
update ship.device_push_tokens set channel = 'alpha' where true;

create function pg_temp.announce(build bigint, channel ship.release_channel)
returns bigint
language sql
as $$
  select ship_private.announce(array[row('ios', $1, 130, $2, 'build-available', 10000, null, null)::ship_private.component_change]);
$$;
create function pg_temp.state_of(seq bigint)
returns text
language sql
as $$
  select string_agg(transport || ' ' || channel || ' ' || state, ', ' order by transport)
  from ship.deliveries
  where deliveries.seq = $1;
$$;
create function pg_temp.runs_of(seq bigint)
returns text
language sql
as $$
  select string_agg(distinct channel || ' ' || state, ', ')
  from ship.push_runs
  where push_runs.seq = $1;
$$;

select move('ios', 131);
select pg_temp.announce(140, 'alpha');
select is(pg_temp.state_of(1), 'apns live pending, broadcast live pending', 'an alpha does not supersede what live is told');
select is(pg_temp.runs_of(1), 'live running', 'nor its runs');

select move('ios', 132);
select is(pg_temp.state_of(1), 'apns live superseded, broadcast live superseded', 'a later build on the same channel does');
select is(pg_temp.runs_of(1), 'live superseded', 'as it does with its runs');
select is(pg_temp.state_of(2), 'apns alpha pending, broadcast alpha pending', 'a live build does not supersede an alpha');
select is(pg_temp.runs_of(2), 'alpha running', 'nor its runs');

select is(ship.claim_deliveries(1) #>> '{0,channel}', 'alpha', 'the older one is claimed first');
select is(ship.sweep() -> 'announce', 'true', 'the other is due');
select is(ship.claim_deliveries() #>> '{0,channel}', 'live', 'both are on the wire at the same time');
create temp table batches as select claim_batch() as batch from generate_series(1, 4);
select is(
  (select string_agg(distinct batch ->> 'channel' || ' ' || (batch ->> 'build'), ', ') from batches), 'alpha 140, live 132',
  'and so are their pushes, each with the build of its channel'
);

select pg_temp.announce(141, 'alpha');
select is(pg_temp.runs_of(2) || ', ' || pg_temp.runs_of(4), 'alpha superseded, alpha running', 'a later alpha supersedes an alpha');
select is(claim_batch(), null, 'and waits for the leases of the old one');

select ship_private.announce(array[
  row('ios', 150, 141, 'beta', 'build-available', 10000, null, null)::ship_private.component_change,
  row('ios', 133, 132, 'live', 'build-available', 10000, null, null)::ship_private.component_change
]);
select results_eq(
  $$
    select channel, build
    from ship.announced_changes
    join ship.announcements on announcements.id = announcement_id
    where seq = 5
    order by channel
  $$,
  $$values ('beta'::ship.release_channel, 150::bigint), ('live', 133)$$,
  'one announcement may be about several channels of a component'
);
select is(
  (select string_agg(component_key || ' ' || build, ', ' order by build) from ship.delivery_report where seq = 5 and transport = 'broadcast'),
  'ios 133, ios 150', 'each delivery has the build of its own'
);
select answer(batch) from batches;
truncate batches;
insert into batches select claim_batch() from generate_series(1, 6);
select is(
  (
    select string_agg(batch ->> 'channel' || ' ' || (batch ->> 'build'), ', ' order by batch ->> 'channel')
    from batches
    where batch ->> 'seq' = '5' and batch ->> 'apns_environment' = 'production'
  ),
  'beta 150, live 133', 'and so has each push'
);
-- told of the beta, but not of the live build
select answer(
  batch,
  case
    when batch ->> 'build' = '133' and ids_of(batch) <> '{}' then jsonb_build_array(outcome(1, 400, 'DeviceTokenNotForTopic', 'failed'))
    else '[]'
  end
)
from batches;
select is(
  array(select ship.was_told(1, 'ios', build) from unnest('{133,150,141,131}'::bigint[]) as build), '{f,t,t,f}', 'who was told of which'
);
select is(
  (select string_agg(channel || ' ' || build, ', ' order by channel) from ship.push_receipts where seq = 5 and apns_environment = 'production'),
  'beta 150, live 133', 'with a receipt of its own'
);
select is(
  array(select channel from unnest(enum_range(null::ship.release_channel)) as channel order by channel),
  '{alpha,beta,rc,live}'::ship.release_channel[], 'from the most daring to the safest'
);

select * from finish();
