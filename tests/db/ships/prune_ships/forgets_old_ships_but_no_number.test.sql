select plan(5);

create function pg_temp.a_ship(component text, build integer, days integer)
returns void
language plpgsql
as $$
declare
  v_ship jsonb := begin($1);
begin
  perform step(v_ship, 'bump', 'done', jsonb_build_object('build', $2));
  perform finish(v_ship);
  update ship.ships set finished_at = now() - make_interval(days => $3) where id = (v_ship ->> 'ship')::uuid;
end;
$$;

select pg_temp.a_ship('web', 9, 91);
select pg_temp.a_ship('web', 8, 91);
select pg_temp.a_ship('web', 7, 89);
select pg_temp.a_ship('docs', 3, 91);
select pg_temp.a_ship('docs', 3, 91);
select given_component('proxy', build => 5);
select pg_temp.a_ship('proxy', 5, 91);
create temp table open as select begin('api') as ship;
update ship.ships set started_at = now() - interval '1 year' where finished_at is null;
select ship.sweep();

select results_eq(
  $$select component_key, build from ship.ships where finished_at is not null order by 1, 2$$,
  $$values ('docs', 3::bigint), ('web', 7), ('web', 9)$$,
  'after 90 days, but for the highest number of each component, unless a move has it'
);
select is((select count(*) from ship.ship_steps), 3::bigint, 'the journals go with them');
select is((select count(*) from ship.ships where finished_at is null), 1::bigint, 'an unfinished ship stays, however old');
select is(begin('web') ->> 'highest_build', '9', 'no number is used again');
select commit_audit();
select is((select count(*) from ship.audit_log where action = 'ship.finished'), 6::bigint, 'and the chain keeps all of them');

select * from finish();
