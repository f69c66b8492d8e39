select plan(5);
select given_component('web', 'web', 5);
select ship.offer_build('web', 6, 'rc', 10000);
select ship.offer_build('web', 7, 'beta', 500);
select ship.offer_build('web', 7, 'alpha', 10000);
select is(jsonb_path_query_array(ship.update_feed('web', 'live'), '$.offers[*].build'), '[5]');
select is(jsonb_path_query_array(ship.update_feed('web', 'rc'), '$.offers[*].build'), '[6]');
select is(jsonb_path_query_array(ship.update_feed('web', 'beta'), '$.offers[*].build'), '[7, 6]');
select is(
  jsonb_path_query_array(ship.update_feed('web', 'alpha'), '$.offers[*].channel'), '["beta", "alpha"]',
  'of one build on two channels the higher channel comes first'
);
select is(ship.update_feed('web') ->> 'channel', 'live', 'live unless it is said');

select * from finish();
