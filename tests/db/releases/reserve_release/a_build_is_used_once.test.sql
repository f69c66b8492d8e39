select plan(9);
select given_component('web', build => 7);

create temp table first as select begin_release('web', 'api') as ship;
select is((select ship -> 'highest_builds' from first), '{"web": 7, "api": null}', 'the holder hears the highest of each');
select fails_with($$select reserve(ship, 'web', '1.0.1', 7) from first$$, 'PT409', 'build_not_higher', 'deployed: used');
select fails_with($$select reserve(ship, 'web', '1.0.1', null) from first$$, 'PT409', 'build_not_higher', 'none is no number');
select step(ship, 'bump', detail => '{"build": 12}') from first;
select lives_ok($$select reserve(ship, 'web', '1.0.1', 12) from first$$, 'what the ship itself has journalled is its own');
select lives_ok($$select reserve(ship, 'api', '1.0.1', 40) from first$$, 'each component counts by itself');
select finish(ship, 'abandoned', 'nobody wanted it') from first;

create temp table second as select begin_release('api', 'web') as ship;
select is((select ship -> 'highest_builds' from second), '{"web": 12, "api": 40}', 'reserved and abandoned: used');
select is((select ship ->> 'highest_build' from second), '40', 'also of one that was not the first');
select fails_with($$select reserve(ship, 'api', '1.0.2', 40) from second$$, 'PT409', 'build_not_higher');
select ship.offer_build('web', 50, 'alpha', 0);
select fails_with($$select reserve(ship, 'web', '1.0.2', 50) from second$$, 'PT409', 'build_not_higher', 'offered: used');

select * from finish();
