select plan(2);
select given_component('web', 'web', 5);
select move('web', 6);
insert into ship.builds (component_key, build, min_os, max_os, requires_build, installable_at)
values ('web', 7, null, '15', 0, now()), ('web', 8, null, null, 6, now()), ('web', 9, '16', null, 0, now()), ('web', 10, '16', null, 0, now());
select ship.offer_build('web', build, bps => 10000) from generate_series(7, 10) as build;
select is(
  jsonb_path_query_array(ship.update_feed('web'), '$.offers[*].build'), '[10, 8, 7, 6]',
  'the newest of each kind, down to one for everybody; 9 asks for the same as 10'
);
select move('web', 11);
select is(jsonb_path_query_array(ship.update_feed('web'), '$.offers[*].build'), '[11]');

select * from finish();
