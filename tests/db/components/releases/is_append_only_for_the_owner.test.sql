select plan(3);
select given_component('web');

select fails_with($$update ship.releases set notes = 'x' where true$$, 'PT409', 'row_is_append_only');
select fails_with($$delete from ship.releases where true$$, 'PT409', 'row_is_append_only');
select fails_with($$truncate ship.releases$$, 'PT409', 'row_is_append_only');

select * from finish();
