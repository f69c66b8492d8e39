select plan(6);

select lives_ok($$select begin('docs')$$, 'without a repository nothing is asked');
select is(ship.ship_status() -> 'repository', 'null', 'nor remembered');
select lives_ok(
  $$select ship.begin_ship('web', 'production', 'ana@desk', 'desk:/clone', '{}', repository => 'github.com/acme/shop')$$,
  'the first ship of a repository'
);
select is(ship.ship_status() ->> 'repository', 'github.com/acme/shop', 'links it');
select fails_with(
  $$select ship.begin_ship('api', 'production', 'eve@lap', 'lap:/clone', '{}', repository => 'github.com/eve/shop')$$,
  'PT409', 'project_other', 'a ship of another repository is refused'
);
select is((select array_agg(component_key order by component_key) from ship.ships), array['docs', 'web'], 'and begins nothing');

select * from finish();
