select plan(3);
select given_component('web', build => 7);
select given_component('docs', build => 7);

select fails_with(
  $$update ship.components set build = 6 where key = 'web'$$, 'PT409', 'build_not_higher'
);
select fails_with(
  $$update ship.components set build = case key when 'web' then 8 else 6 end where true$$, 'PT409', 'build_not_higher',
  'one lower build refuses the whole statement'
);
select results_eq(
  $$select build from ship.components$$, $$values (7::bigint), (7)$$, 'nothing moved'
);

select * from finish();
