select plan(3);
select given_component('web');

select fails_with($$update ship.build_moves set notes = 'x' where true$$, 'PT409', 'row_is_append_only');
select fails_with($$delete from ship.build_moves where true$$, 'PT409', 'row_is_append_only');
select fails_with($$truncate ship.build_moves$$, 'PT409', 'row_is_append_only');

select * from finish();
