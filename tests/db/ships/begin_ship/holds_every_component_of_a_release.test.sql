select plan(13);

create temp table first as select begin_release('web', 'cli', 'api', 'cli') as ship;
select is((select leases_of(ship) from first), array['component:api', 'component:cli', 'component:web'], 'each once');
select is((select with_components from ship.ships), array['api', 'cli'], 'the others stand beside the first');
select fails_with($$select begin('cli', holder => 'bob@lap')$$, 'PT409', 'lease_held', 'a ship of one of them is refused');
select matches(detail_of($$select begin('cli', holder => 'bob@lap')$$), '^component:cli is held by ana@desk since ', 'and hears of which');
select fails_with($$select begin_release('docs', 'api')$$, 'PT409', 'lease_held', 'also when it would only be along');
select matches(detail_of($$select begin_release('docs', 'web')$$), '^component:web is held by ', 'or is the first of the other');
select lives_ok($$select begin_release('docs', 'proxy')$$, 'others do not meet it');
select is(
  jsonb_path_query_array(ship.ship_status(), '$.ships[*].with_components'), '[["api", "cli"], ["proxy"]]', 'the status shows them'
);

select let_expire(ship) from first;
select fails_with($$select begin('cli', holder => 'bob@lap')$$, 'PT409', 'ship_unfinished', 'a dead one is resumed or abandoned first');
select matches(
  detail_of($$select begin('cli', holder => 'bob@lap')$$), '^ship .* of web, api, cli by ana@desk is unfinished since ', 'which has all of them'
);
create temp table resumed as select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone') as ship from first;
select is((select ship -> 'with_components' from resumed), '["api", "cli"]', 'whoever resumes it has them again');
select is((select leases_of(ship) from resumed), array['component:api', 'component:cli', 'component:web'], 'and holds them');
select finish(ship) from resumed;
select lives_ok($$select begin('cli', holder => 'bob@lap')$$, 'all are free once it is over');

select * from finish();
