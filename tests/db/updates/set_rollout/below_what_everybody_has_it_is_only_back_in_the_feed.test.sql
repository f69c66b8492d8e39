select plan(3);
select given_ios();
select offer(131, 500);
select ship.halt_rollout('ios', 'live', 131, 'crashes');
select move('ios', 132);
select ship.withdraw_build('ios', 132, 'worse');
select ship.resume_rollout('ios', 'live', 131);
select ship.set_rollout('ios', 'live', 131, 10000);
select is((select build from ship.components where key = 'ios'), 132::bigint, 'a build never falls');
select is(ship.update_feed('ios') #>> '{offers,0,build}', '131', 'who has neither may have this one');
select is((select event from ship.announced_changes join ship.announcements on id = announcement_id order by seq desc limit 1), 'policy-changed', 'and apps read it');

select * from finish();
