create function ship_private.finish_deployment(
  ship uuid,
  token bigint,
  deployment uuid,
  outcome text,
  verified_by text,
  code text,
  deploy_ms bigint
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
  v_ship ship.ships := ship_private.require_held_ship(finish_deployment.ship, finish_deployment.token);
  v_deployment ship.deployments;
begin
  select *
  into v_deployment
  from ship.deployments
  where deployments.id = finish_deployment.deployment
    and deployments.ship_id = v_ship.id
  for update;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'deployment_unknown',
      detail  = format('ship %s has no deployment %s', v_ship.id, finish_deployment.deployment),
      hint    = 'Begin it first.';
  end if;
  -- an answer that got lost is asked for again
  if v_deployment.outcome = finish_deployment.outcome then
    return ship_private.describe_deployment(v_deployment);
  end if;

  update ship.deployments
  set
    outcome = coalesce(finish_deployment.outcome, ''),
    verified_by = case finish_deployment.outcome when 'verified' then finish_deployment.verified_by end,
    code = finish_deployment.code,
    deploy_ms = finish_deployment.deploy_ms,
    finished_at = clock_timestamp()
  where deployments.id = v_deployment.id
  returning * into v_deployment;
  perform ship_private.audit_deployment(v_deployment, 'deployment.' || v_deployment.outcome);
  return ship_private.describe_deployment(v_deployment);
end;
$$;

revoke all on function ship_private.finish_deployment(uuid, bigint, uuid, text, text, text, bigint)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.finish_deployment(uuid, bigint, uuid, text, text, text, bigint) to service_role;

comment on function ship_private.finish_deployment(uuid, bigint, uuid, text, text, text, bigint) is
  'How a deployment ended, once and for good: verified and by what, or failed with the code.';
