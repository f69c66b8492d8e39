select plan(6);
select given_component('api', 'server', 3), given_component('web', 'web', 7), given_component('docs', 'web', 1);

create temp table held as select begin('api', '{}', 'ana@desk', 'production', 'promotion', array['web']) as ship;
select promote(ship), advance(ship, 'pushed') from held;
select end_deployment(ship, deploy(ship, 'api', 4)), end_deployment(ship, deploy(ship, 'web', 8)) from held;
select is((select count(*) from ship.announcements), 0::bigint, 'what is verified is not announced yet');

create function pg_temp.tell()
returns bigint
language sql
as $$
  select count(*)
  from ship.sync_manifest(
    a_manifest('{"api": {"kind": "server", "build": 4}, "web": {"build": 8}, "docs": {"build": 2}}'), repeat('1', 40), 'ana@desk',
    only_components => array['api', 'web']
  )
  where changed;
$$;
select is(pg_temp.tell(), 2::bigint, 'both are raised');
select advance(ship, 'done') from held;
select is((select count(*) from ship.announcements), 1::bigint, 'by one announcement');
select set_eq('select component_key from ship.announced_changes', array['api', 'web'], 'of both, and of no other');
select is(pg_temp.tell(), 0::bigint, 'said again: nothing');
select is((select count(*) from ship.announcements), 1::bigint, 'and nobody hears of it twice');

select * from finish();
