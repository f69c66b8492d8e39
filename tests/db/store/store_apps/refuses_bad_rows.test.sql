select plan(9);

select given_component('ios', 'ios');
create function pg_temp.try(columns text, "values" text)
returns jsonb
language sql
as $$
  select error_of(format(
    'insert into ship.store_apps (component_key, app_id, platform, audience%s) values (''ios'', %s)', try.columns, try."values"
  ));
$$;

select is(pg_temp.try('', $$'12x', 'IOS', 'internal'$$) ->> 'code', 'store_app_id_is_a_number');
select is(pg_temp.try('', $$'12345', 'ANDROID', 'internal'$$) ->> 'code', 'store_app_platform_is_known');
select is(pg_temp.try('', $$'12345', 'IOS', 'everybody'$$) ->> 'code', 'store_app_audience_is_known');
select is(
  pg_temp.try(', auto_channel', $$'12345', 'IOS', 'internal', 'live'$$) ->> 'code', 'store_app_raises_for_a_share_of_a_channel', 'a channel needs a share'
);
select is(
  pg_temp.try(', auto_channel, auto_bps', $$'12345', 'IOS', 'internal', 'live', 0$$) ->> 'code', 'store_app_raises_for_a_share_of_a_channel',
  'of somebody'
);
select is(pg_temp.try(', leased_at', $$'12345', 'IOS', 'internal', now()$$) ->> 'code', 'store_app_lease_is_whole');
select is(pg_temp.try(', failure_count', $$'12345', 'IOS', 'internal', 1$$) ->> 'code', 'store_app_failures_have_a_code');
select is(
  pg_temp.try(', failure_count, last_error', $$'12345', 'IOS', 'internal', 1, 'it failed'$$) ->> 'code', 'store_app_failures_have_a_code', 'not a sentence'
);
select is(pg_temp.try('', $$'12345', 'IOS', 'internal'$$), null, 'and a good one is taken');

select * from finish();
