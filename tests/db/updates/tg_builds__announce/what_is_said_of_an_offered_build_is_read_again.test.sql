select plan(4);
select given_component('web', 'web', 5);
insert into ship.builds (component_key, build) values ('web', 6);
update ship.builds set severity = 'critical' where build = 6;
select is((select count(*) from ship.announcements), 0::bigint, 'nobody has read of 6');
update ship.builds set severity = 'important' where build = 5;
select results_eq($$select event, channel::text from ship.announced_changes$$, $$values ('policy-changed', 'live')$$);
update ship.builds set severity = 'important' where build = 5;
select is((select count(*) from ship.announcements), 1::bigint, 'the same again says nothing');
select is((select count(*) from ship.push_runs), 0::bigint, 'nobody is pushed');

select * from finish();
