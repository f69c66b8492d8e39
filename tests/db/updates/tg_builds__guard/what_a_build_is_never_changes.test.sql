select plan(7);
select given_component('web', 'web', 5);
insert into ship.builds (component_key, build) values ('web', 6);
update ship.builds set version = '1.1.0', tag = 'v1.1.0', commit_sha = 'abcdef0' where build = 6;
select is((select version from ship.builds where build = 6), '1.1.0', 'what was open can be set');
select fails_with($$update ship.builds set version = '1.2.0' where build = 6$$, 'PT409', 'build_is_immutable');
select fails_with($$update ship.builds set version = null where build = 6$$, 'PT409', 'build_is_immutable');
select fails_with($$update ship.builds set tag = 'v1.2.0' where build = 6$$, 'PT409', 'build_is_immutable');
select fails_with($$update ship.builds set commit_sha = 'abcdef1' where build = 6$$, 'PT409', 'build_is_immutable');
select fails_with($$update ship.builds set build = 7 where build = 6$$, 'PT409', 'build_is_immutable');
select is(error_of($$update ship.builds set severity = 'critical', notes = 'a leak' where build = 6$$), null, 'what is said of it may');

select * from finish();
