-- in a database of its own: pages of rows that came and went have no room
select plan(3);
select given_ios();
select given_devices(50);
select is((select reloptions from pg_class where oid = 'ship.device_push_tokens'::regclass), array['fillfactor=85'], 'there is room on the page');
create function pg_temp.page_of(place tid)
returns double precision
language sql
as $$
  select ($1::text::point)[0];
$$;
create temp table before as
select id, pg_temp.page_of(ctid) as page
from ship.device_push_tokens;

select ship.register_device('ios', token, 'production', 'test.app', 'device', 131, null, '18.2', 'de')
from ship.device_push_tokens
where id <= 5;

select is(
  (select n_tup_hot_upd from pg_stat_xact_user_tables where relid = 'ship.device_push_tokens'::regclass), 5::bigint,
  'no index entry is written: no index covers what a repeat changes'
);
select is_empty(
  $$
    select
    from before
    join ship.device_push_tokens as devices using (id)
    where before.page <> pg_temp.page_of(devices.ctid)
  $$,
  'each stayed on its page'
);

select * from finish();
