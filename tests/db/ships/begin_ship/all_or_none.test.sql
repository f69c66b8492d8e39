select plan(5);

create temp table first as select begin('dashboard', array['vps'], 'ana@desk') as ship;

select fails_with($$select begin('docs', array['pages', 'vps'])$$, 'PT409', 'lease_held');
select matches(
  detail_of($$select begin('docs', array['pages', 'vps'])$$),
  '^target:vps is held by ana@desk since 20[-0-9]+ [:0-9]+ UTC, until 20[-0-9]+ [:0-9]+ UTC$',
  'who, since when, until when'
);
select is((select count(*) from ship.ships), 1::bigint, 'no ship was begun');
select is_empty($$select from ship.ship_leases where name in ('component:docs', 'target:pages')$$, 'and nothing is held');
select finish(ship) from first;
select lives_ok($$select begin('docs', array['pages', 'vps'])$$, 'as soon as it is free');

select * from finish();
