select plan(3);
set local session_replication_role = replica;
select given_component('web', 'web', 7);
set local session_replication_role = origin;
select is((select count(*) from ship.build_moves), 0::bigint, 'nothing was recorded');
select ship.sweep();
select results_eq(
  $$select component_key, build, reason from ship.build_moves$$, $$values ('web', 7::bigint, 'baseline')$$, 'recorded as a baseline'
);
select is((select count(*) from ship.announcements), 0::bigint, 'and announced to nobody');
select * from finish();
