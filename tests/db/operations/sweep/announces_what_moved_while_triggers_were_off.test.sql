select plan(5);
select given_component('web', build => 7);
select given_component('docs', build => 3);
set local session_replication_role = replica;
update ship.components
set build = build + 2
where true;
set local session_replication_role = origin;

select is(ship.sweep() -> 'missed', '2', 'two moves were missed');

select results_eq(
  $$select component_key, build, previous_build, reason from ship.build_moves where reason <> 'baseline' order by 1$$,
  $$values ('docs', 5::bigint, 3::bigint, 'reconcile'), ('web', 9, 7, 'reconcile')$$,
  'recorded as reconciled'
);
select is((select count(*) from ship.announcements), 1::bigint, 'announced at once');
select is((select count(*) from ship.announced_changes), 2::bigint, 'both');
select is(ship.sweep() -> 'missed', '0', 'and only once');

select * from finish();
