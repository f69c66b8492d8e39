select plan(7);
select is(ship.ship_status() -> 'ships', '[]', 'nothing is an empty list');

create temp table held as
select ship.begin_ship('dashboard', 'production', 'ana@desk', 'desk:/clone', array['vps']) as ship;
select step(ship, 'bump', 'done', '{"build": 132}') from held;
select begin('docs', array['edge'], environment => 'staging');
select finish(begin('proxy'));
create temp table status as select ship.ship_status() as it;

select is(
  (select it -> 'ships' -> 0 #- '{ship}' #- '{started_at}' #- '{lease_expires_at}' #- '{steps,0,at}' from status),
  '{
    "component": "dashboard", "environment": "production", "kind": "ship", "build": 132, "targets": ["vps"], "with_components": [], "holder": "ana@desk",
    "clone_id": "desk:/clone", "is_alive": true, "steps": [{"step": "bump", "state": "done", "detail": {"build": 132}}]
  }',
  'what is under way, with its journal'
);
select is(
  (select jsonb_path_query_array(it, '$.ships[*].environment') from status), '["production", "staging"]',
  'also what is under way elsewhere: a component is shipped once at a time'
);
select is(
  (select jsonb_path_query_array(it, '$.leases[*].name') from status), '["component:dashboard", "component:docs", "target:vps"]',
  'what is held: every component, but only the targets of this environment'
);
select is(
  (select it #>> '{leases,0,holder}' || ' ' || (it #>> '{leases,0,is_alive}') from status), 'ana@desk true', 'and who that is'
);
select is(
  jsonb_path_query_array(ship.ship_status('staging'), '$.leases[*].name'), '["component:dashboard", "component:docs", "target:edge"]',
  'another environment has its own targets'
);
select let_expire(ship) from held;
select is(ship.ship_status() #>> '{ships,0,is_alive}', 'false', 'past its time it is shown as dead');

select * from finish();
