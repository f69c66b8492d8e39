select plan(4);
select given_ios();
select given_installations(50);
select move('ios', 131);
select pushed();
select offer(132, 5000);
select pushed();
select offer(133, 0);
select offer(134, 100, 'alpha');
select ship.withdraw_build('ios', 134, 'data loss');
select ship.set_update_policy('ios', 'live', 131, reason => 'x');
select is(
  jsonb_path_query_array(ship.rollout_status('ios'), '$.offers[*].build'), '[133, 132, 131]', 'not what everybody had before, nor what was withdrawn'
);
select is((ship.rollout_status('ios') #>> '{offers,1,told}')::integer, cardinality(inside(132, 0, 5000)));
select is(ship.rollout_status('ios') #>> '{policies,0,min_build}', '131');
select is(ship.rollout_status('nobody'), '{"offers": [], "policies": []}');

select * from finish();
