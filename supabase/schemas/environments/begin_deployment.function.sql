create function ship_private.begin_deployment(
  ship uuid,
  token bigint,
  component text,
  build bigint,
  version text,
  commit_sha text,
  branch text,
  is_rollback boolean
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because deployments are written by nobody directly
declare
  v_ship ship.ships := ship_private.require_held_ship(begin_deployment.ship, begin_deployment.token, begin_deployment.component);
  v_deployment ship.deployments;
begin
  perform ship_private.abandon_deployments(v_ship.id, begin_deployment.component);

  insert into ship.deployments
    (environment, component_key, kind, build, version, commit_sha, branch, ship_id, promotion_id, actor)
  values (
    v_ship.environment,
    begin_deployment.component,
    case
      when begin_deployment.is_rollback then 'rollback'
      when exists (
        select
        from ship.deployed
        where deployed.environment = v_ship.environment
          and deployed.component_key = begin_deployment.component
          and deployed.build = begin_deployment.build
          and deployed.commit_sha = begin_deployment.commit_sha
      ) then 'redeploy'
      else 'deploy'
    end,
    begin_deployment.build,
    begin_deployment.version,
    begin_deployment.commit_sha,
    begin_deployment.branch,
    v_ship.id,
    (select promotions.id from ship.promotions where promotions.ship_id = v_ship.id),
    v_ship.holder
  )
  returning * into v_deployment;
  return ship_private.describe_deployment(v_deployment);
end;
$$;

revoke all on function ship_private.begin_deployment(uuid, bigint, text, bigint, text, text, text, boolean)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.begin_deployment(uuid, bigint, text, bigint, text, text, text, boolean) to service_role;

comment on function ship_private.begin_deployment(uuid, bigint, text, bigint, text, text, text, boolean) is
  'A deployment to the ship''s environment, before it happens; the same build and commit again is a redeploy. One that died before is written down as abandoned.';
