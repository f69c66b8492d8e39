select plan(2);
select given_component('web', build => 7);
update ship.components
set build = 8, version = '2.0.0'
where key = 'web';

select ship.rollback('web', 7, 'it was slow');
select is((select version from ship.components), '1.0.0', 'build 7 was version 1.0.0');

select ship.rollback('web', 3, 'older than what is recorded');
select is((select version from ship.components), '1.0.0', 'a build that was never recorded keeps the version it finds');

select * from finish();
