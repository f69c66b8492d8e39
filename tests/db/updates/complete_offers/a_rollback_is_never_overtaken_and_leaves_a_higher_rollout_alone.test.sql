select plan(3);
select given_component('web', 'web', 5);
select move('web', 6);
select ship.offer_build('web', 7, bps => 500);
select is(error_of($$select ship.rollback('web', 4, 'crashes')$$), null, 'also to a build that was never recorded');
select results_eq(
  $$select build, halted_at is null from ship.offers where component_key = 'web' order by build$$,
  $$values (4::bigint, true), (5, false), (6, false), (7, true)$$
);
select is(jsonb_path_query_array(ship.update_feed('web'), '$.offers[*].build'), '[7, 4]');

select * from finish();
