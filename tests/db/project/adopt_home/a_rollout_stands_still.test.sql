select plan(6);
select given_ios();
select given_devices(20);
select given_vault('https://one.test');
select ship.sweep();
select ship.offer_build('ios', 131, 'live', 500, jsonb_build_array(jsonb_build_object('bps', 10000, 'at', now() + interval '1 hour')));
-- restored elsewhere two hours later
update ship.project set home_database = '1/2/3' where true;

create temp table adopted as
select ship.adopt_home('from the backup of Monday', 'ana@desk') as answer;
select is((select answer -> 'halted' from adopted), '1', 'it says so');
select is((select halt_reason from ship.offers where build = 131), 'adopted: from the backup of Monday', 'why');
select is((select next_step_at from ship.offers where build = 131), null, 'no step is to come');
select is((select array_agg(distinct state) from ship.deliveries), array['skipped'], 'nor is anybody told of that');
select ship.resume_rollout('ios');
select isnt((select next_step_at from ship.offers where build = 131), null, 'until somebody lets it go on');
select is(ship.adopt_home('once more') -> 'halted', '1', 'which a second adoption ends again');

select * from finish();
