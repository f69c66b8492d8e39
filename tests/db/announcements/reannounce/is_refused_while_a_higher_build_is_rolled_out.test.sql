select plan(5);
select given_ios();
select given_installations(20);
select move('ios', 131);
select pushed();
select offer(132, 500);
select fails_with($$select ship.reannounce('ios', 'once more')$$, 'PT409', 'rollout_overtaken', 'nobody hears 131 after 132');
select is((select string_agg(distinct state, ' ') from ship.push_runs where build = 132), 'running', 'and the rollout goes on');
select pushed();
select ship.halt_rollout('ios', 'live', 132, 'crashes');
select offer(133, 500, 'alpha');
select isnt(ship.reannounce('ios', 'once more'), null, 'a halted one and one on another channel are in nobody''s way');
select is(cardinality(pushed()), 20, 'everybody hears of 131 again');
select is(told(132), inside(132, 0, 500), 'what was told of 132 stays on record');

select * from finish();
