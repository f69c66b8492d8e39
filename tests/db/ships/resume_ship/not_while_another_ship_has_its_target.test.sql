select plan(4);

create temp table dead as select begin('dashboard', array['vps'], 'ana@desk') as ship;
select let_expire(ship) from dead;
create temp table other as select begin('docs', array['vps'], 'bob@lap') as ship;

select fails_with(
  $$select ship.resume_ship((ship ->> 'ship')::uuid, 'ana@desk', 'desk:/clone') from dead$$, 'PT409', 'lease_held'
);
select is((select leases_of(ship) from dead), '{}', 'it has nothing rather than half');
select finish(ship) from other;
select lives_ok(
  $$select ship.resume_ship((ship ->> 'ship')::uuid, 'ana@desk', 'desk:/clone') from dead$$, 'once that has ended'
);
select is((select leases_of(ship) from dead), array['component:dashboard', 'target:vps'], 'everything');

select * from finish();
