select plan(4);
select given_component('web', 'web', 5);
select ship.offer_build('web', 6);
select is((select version from ship.builds where build = 6), null);
select ship.offer_build('web', 6, version => '1.1.0');
select is((select version from ship.builds where build = 6), '1.1.0', 'and can be given later');
select fails_with($$select ship.offer_build('web', 6, version => '1.2.0')$$, 'PT409', 'build_is_immutable', 'once');
select ship.offer_build('web', 7);
update ship.components set build = 7, version = '1.3.0' where key = 'web';
select is((select version from ship.builds where build = 7), '1.3.0', 'the move says it, too');

select * from finish();
