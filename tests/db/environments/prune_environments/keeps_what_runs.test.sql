select plan(7);

create function pg_temp.let_pass(age interval)
returns void
language sql
as $$
  -- what has ended is not rewritten but by time itself
  set local session_replication_role = replica;
  update ship.deployments set started_at = started_at - age, finished_at = finished_at - age where true;
  update ship.promotions set started_at = started_at - age, pushed_at = pushed_at - age, finished_at = finished_at - age where true;
  set local session_replication_role = origin;
$$;
create function pg_temp.promoted(commit_digit text)
returns void
language plpgsql
as $$
declare
  v_ship jsonb := begin('cli', '{}', 'ana@desk', 'production', 'promotion');
begin
  perform promote(v_ship, $1), advance(v_ship, 'pushed'), advance(v_ship, 'done'), finish(v_ship);
end;
$$;

select given_deployment('staging', 'web', 6), given_deployment('staging', 'web', 7), given_deployment('staging', 'web', 8, 'failed');
select given_deployment('production', 'web', 6);
select pg_temp.promoted('1'), pg_temp.promoted('2');
create temp table under_way as select begin('api', '{}', 'ana@desk', 'staging', 'deploy') as ship;
select deploy(ship, 'api', 1) from under_way;

select pg_temp.let_pass('399 days');
select ship_private.prune();
select is((select count(*) from ship.deployments), 5::bigint, 'nothing before its time');
select is((select count(*) from ship.promotions), 2::bigint, 'nor a promotion');
select pg_temp.let_pass('2 days');
select ship_private.prune();
select results_eq(
  'select environment, component_key, build, outcome from ship.deployments order by environment, component_key, build',
  $$values ('production', 'web', 6::bigint, 'verified'), ('staging', 'api', 1, null), ('staging', 'web', 7, 'verified')$$,
  'what runs stays, and what is under way'
);
select is((select array_agg(left(commit_sha, 1)) from ship.promotions), array['2'], 'the last promotion stays');
select is((select count(*) from ship.deployed), 2::bigint, 'everything that ran still does');

update ship.environment_policy set keep_deployments = '1000 days' where true;
select given_deployment('staging', 'web', 9);
select pg_temp.let_pass('500 days');
select ship_private.prune();
select is((select count(*) from ship.deployments), 4::bigint, 'as long as the policy says');
update ship.environment_policy set keep_deployments = '2 days' where true;
select ship_private.prune();
select is((select array_agg(build order by build) from ship.deployments where environment = 'staging' and component_key = 'web'), array[9::bigint], 'and no longer');

select * from finish();
