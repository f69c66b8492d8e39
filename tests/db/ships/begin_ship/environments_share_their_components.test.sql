select plan(12);

create temp table first as select begin('web', array['vps'], 'ana@desk', 'staging') as ship;
select fails_with(
  $$select begin('web', array['edge'], 'bob@lap')$$, 'PT409', 'lease_held', 'a component is shipped once at a time, whatever the environment'
);
select matches(
  detail_of($$select begin('web', array['edge'], 'bob@lap')$$),
  '^component:web is held by ana@desk in staging since 20[-0-9]+ [:0-9]+ UTC, until 20[-0-9]+ [:0-9]+ UTC$',
  'who has it, and in which environment'
);
select unalike(
  detail_of($$select begin('web', array['edge'], 'bob@lap', 'staging')$$), '%in staging%', 'which goes without saying in the same one'
);
select is_empty($$select from ship.ships where environment = 'production'$$, 'no ship was begun');

-- its holder is gone: the other environment neither takes the component nor forgets the ship
select let_expire(ship) from first;
select fails_with($$select begin('web', array['edge'], 'bob@lap')$$, 'PT409', 'ship_unfinished');
select matches(
  detail_of($$select begin('web', array['edge'], 'bob@lap')$$), '^ship .* of web in staging by ana@desk is unfinished since ',
  'which one is in the way, and where'
);
select is((select holds(ship) from first), true, 'nothing was taken from it');
select let_expire(ship) from first;

create temp table resumed as
select ship.resume_ship((ship ->> 'ship')::uuid, 'bob@lap', 'lap:/clone') as ship from first;
select is((select ship ->> 'environment' from resumed), 'staging', 'it is resumed for the environment that it was begun for');
select fails_with($$select begin('web')$$, 'PT409', 'lease_held', 'and is in the way again');

select let_expire(ship) from resumed;
select ship.abandon_ship((ship ->> 'ship')::uuid, 'bob@lap', 'the machine is gone') from resumed;
select lives_ok($$select begin('web', array['vps'])$$, 'once abandoned, the component is free for the other environment');

-- a branch is the same branch in every environment
create temp table docs as select begin('docs', array['edge'], 'ana@desk', 'staging') as ship;
create temp table proxy as select begin('proxy', array['edge'], 'bob@lap') as ship;
select ship.take_lease((ship ->> 'ship')::uuid, (ship ->> 'token')::bigint, 'git:main') from docs;
select fails_with(
  $$select ship.take_lease((ship ->> 'ship')::uuid, (ship ->> 'token')::bigint, 'git:main') from proxy$$, 'PT409', 'lease_held',
  'nobody pushes to the same branch meanwhile'
);
select let_expire(ship) from docs;
select ship.take_lease((ship ->> 'ship')::uuid, (ship ->> 'token')::bigint, 'git:main') from proxy;
select is((select leases_of(ship) from docs), '{}', 'a holder that is gone loses it to the other environment, with all it had');

select * from finish();
