select plan(8);
select given_component('web', build => 7);
select given_component('ios', 'ios', 130);

select fails_with($$select ship.rollback('nobody', 1, 'why')$$, 'PT404', 'component_unknown');
select fails_with($$select ship.rollback('web', 6, null)$$, 'PT422', 'reason_missing');
select fails_with($$select ship.rollback('web', 6, '  ')$$, 'PT422', 'reason_missing');
select fails_with($$select ship.rollback('web', 7, 'why')$$, 'PT409', 'build_not_lower');
select fails_with($$select ship.rollback('web', null, 'why')$$, 'PT409', 'build_not_lower');
select fails_with($$select ship.rollback('web', -1, 'why')$$, 'PT409', 'build_not_lower');
select fails_with($$select ship.rollback('ios', 129, 'why')$$, 'PT409', 'store_never_rolls_back');
select is_empty($$select from ship.announcements$$, 'nothing moved');

select * from finish();
