select plan(14);

-- a ship to production chooses a number; a deploy to staging has none
create temp table production as select begin('web', array['vps'], 'ana@desk') as ship;
create temp table staging as select begin('web', array['vps'], 'bob@lap', 'staging', 'deploy') as ship;
select is((select leases_of(ship) from production), array['component:web', 'target:vps'], 'a ship holds its component everywhere');
select is((select leases_of(ship) from staging), array['deploy:web', 'target:vps'], 'a deploy in its environment');
select is((select array_agg(scope order by scope) from ship.ship_leases where name in ('component:web', 'deploy:web')), array['*', 'staging']);
select lives_ok($$select begin('web', '{}', 'cat@lap', 'preview', 'deploy')$$, 'nor do two deploys to two environments wait for each other');

select fails_with($$select begin('web', '{}', 'dan@lap', 'production', 'deploy')$$, 'PT409', 'lease_held', 'a deploy waits for a ship to its environment');
select matches(
  detail_of($$select begin('web', '{}', 'dan@lap', 'production', 'deploy')$$), '^component:web is held by ana@desk since ', 'and hears of it'
);
select fails_with($$select begin('web', '{}', 'dan@lap', 'production', 'deploy', array['api'])$$, 'PT409', 'lease_held');
select fails_with($$select begin('web', '{}', 'dan@lap', 'staging', 'deploy')$$, 'PT409', 'lease_held', 'and for another deploy there');
select matches(
  detail_of($$select begin('web', '{}', 'dan@lap', 'staging', 'deploy')$$), '^deploy:web is held by bob@lap since ', 'by the name of its lease'
);
select fails_with(
  $$select begin('web', '{}', 'dan@lap', 'production')$$, 'PT409', 'lease_held', 'two ships of a component wait for each other'
);

-- once the ship is done, one to the environment of the deploy waits for that
select finish(ship) from production;
select fails_with($$select begin('web', '{}', 'dan@lap', 'staging')$$, 'PT409', 'lease_held', 'a ship waits for a deploy to its environment');
select matches(
  detail_of(format('select ship.resume_ship(%L, %L, %L)', ship ->> 'ship', 'dan@lap', 'lap:/clone')), '^deploy:web is held by bob@lap since ',
  'as whoever would resume it'
)
from staging;
select lives_ok($$select begin('web', '{}', 'dan@lap', 'production', 'deploy')$$, 'elsewhere it does not');
select step(ship, 'deploy', 'done', '{"build": 99}') from staging;
select is((select build from ship.ships where kind = 'deploy' and environment = 'staging'), null, 'a deploy uses no number up');

select * from finish();
