select plan(3);
select given_component('web', 'web', 5);
select move('web', 6);
create function pg_temp.add(columns text, given text) returns text language sql as $f$
  select format('insert into ship.announced_changes (announcement_id, component_key, channel, build, previous_build, version, %s) select id, ''web'', ''rc'', 6, 5, ''1'', %s from ship.announcements', columns, given)
$f$;
select fails_with(pg_temp.add('event', $$'build-gone'$$), '23514', 'announced_change_event_is_known');
select fails_with(pg_temp.add('bps', '10001'), '23514', 'announced_change_bps_is_a_share');
select fails_with(pg_temp.add('event', $$'build-offered'$$), '23514', 'announced_change_offer_has_a_salt');

select * from finish();
