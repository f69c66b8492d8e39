select plan(5);
select given_component('web', 'web', 5);
select move('web', 6);
select move('web', 7);
select ship.set_update_policy('web', 'live', 6, reason => 'a leak');
select is(error_of($$select ship.rollback('web', 6, 'crashes')$$), null, 'one that leaves a build to install is not');
select fails_with($$select ship.rollback('web', 5, 'crashes')$$, 'PT409', 'policy_would_strand');
select matches(detail_of($$select ship.rollback('web', 5, 'crashes')$$), 'web on live asks for build 6 .*build 6 of web');
select is((select build from ship.components where key = 'web'), 6::bigint);
select ship.clear_update_policy('web', 'live', 'lifted');
select is(error_of($$select ship.rollback('web', 5, 'crashes')$$), null);

select * from finish();
