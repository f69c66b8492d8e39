select plan(3);
select given_component('web', build => 7);
set local session_replication_role = replica;
update ship.components
set build = 5
where true;
set local session_replication_role = origin;

select is(ship.sweep() -> 'missed', '1', 'whatever path it took, the guarantee goes on');
select results_eq(
  $$select build, previous_build, reason from ship.build_moves order by id desc limit 1$$, $$values (5::bigint, 7::bigint, 'reconcile')$$, 'recorded'
);
select is((select build from ship.announced_changes), 5::bigint, 'and announced: it is what is deployed');

select * from finish();
