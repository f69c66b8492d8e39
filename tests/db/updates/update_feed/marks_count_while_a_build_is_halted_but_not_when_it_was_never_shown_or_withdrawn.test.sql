select plan(3);
select given_component('web', 'web', 5);
select ship.offer_build('web', build, bps => case when build = 9 then 0 else 100 end) from generate_series(6, 9) as build;
select ship.offer_build('web', 10, 'alpha', 100);
update ship.builds set severity = 'critical' where build in (6, 7, 8, 9, 10);
update ship.builds set severity = 'important' where build = 8;
select ship.halt_rollout('web', 'live', 6, 'crashes');
select ship.withdraw_build('web', 7, 'data loss');
select is(
  ship.update_feed('web') -> 'marks', '[{"build": 8, "severity": "important"}, {"build": 6, "severity": "critical"}]'
);
select is(jsonb_path_query_array(ship.update_feed('web', 'alpha'), '$.marks[*].build'), '[10, 8, 6]', 'alpha sees its own as well');
create temp table read as select ship.update_feed('web') as feed;
grant select on read to anon;
set local role anon;
select is(ship.update_feed('web'), (select feed from read), 'anon reads the same');

select * from finish();
