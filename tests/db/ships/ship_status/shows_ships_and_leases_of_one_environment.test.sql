select plan(6);

create temp table held as
select ship.begin_ship('dashboard', 'production', 'ana@desk', 'desk:/clone', array['vps']) as ship;
select step(ship, 'bump', 'done', '{"build": 132}') from held;
select begin('docs', environment => 'staging');
select finish(begin('proxy'));
create temp table status as select ship.ship_status() as it;

select is(
  (select it -> 'ships' #- '{0,ship}' #- '{0,started_at}' #- '{0,lease_expires_at}' #- '{0,steps,0,at}' from status),
  '[{
    "component": "dashboard", "kind": "ship", "build": 132, "targets": ["vps"], "holder": "ana@desk",
    "clone_id": "desk:/clone", "is_alive": true, "steps": [{"step": "bump", "state": "done", "detail": {"build": 132}}]
  }]',
  'what is under way, with its journal'
);
select is(
  (select jsonb_path_query_array(it, '$.leases[*].name') from status), '["component:dashboard", "target:vps"]', 'what it holds'
);
select is(
  (select it #>> '{leases,0,holder}' || ' ' || (it #>> '{leases,0,is_alive}') from status), 'ana@desk true', 'and who that is'
);
select is(jsonb_array_length(ship.ship_status('staging') -> 'ships'), 1, 'another environment has its own');
select let_expire(ship) from held;
select is(ship.ship_status() #>> '{ships,0,is_alive}', 'false', 'past its time it is shown as dead');
select is(ship.ship_status('nowhere') -> 'ships', '[]', 'nothing is an empty list');

select * from finish();
