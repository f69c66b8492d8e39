select plan(4);
select given_component('web', 'web', 1);
select move('web', 2);
select ship.rollback('web', 1, 'crashes');
select is(ship.resume_rollout('web', 'live', 2) ->> 'state', 'complete');
select is((select build from ship.components where key = 'web'), 2::bigint, 'what is offered to everybody is what everybody may have');
select is((select event from ship.announced_changes join ship.announcements on id = announcement_id order by seq desc limit 1), 'build-available');
select move('web', 3);
select ship.halt_rollout('web', 'live', 2, 'old');
select ship.resume_rollout('web', 'live', 2);
select is((select build from ship.components where key = 'web'), 3::bigint, 'an older one is only back in the feed');

select * from finish();
