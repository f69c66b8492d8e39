select plan(2);

insert into ship.components (key, label, name, kind, build)
values ('ios', 'ios', 'App', 'ios', 114);

select is((select build from ship.components where key = 'ios'), 114::bigint, 'it starts where it is');
select is((select reason from ship.build_moves where component_key = 'ios'), 'baseline', 'as a baseline');

select * from finish();
