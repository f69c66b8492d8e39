select plan(2);
select given_component('web', 'web', 5);
insert into ship.builds (component_key, build, requires_build, installable_at)
select 'web', build, build - 1, now() from generate_series(6, 200) as build;
select ship.offer_build('web', build, bps => 10000) from generate_series(6, 200) as build;
select is(jsonb_array_length(ship.update_feed('web') -> 'offers'), 100, 'what a client takes');
select is(ship.update_feed('web') #>> '{offers,0,build}', '200', 'the newest');

select * from finish();
