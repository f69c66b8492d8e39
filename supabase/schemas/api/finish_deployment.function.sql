create function ship.finish_deployment(
  ship uuid,
  token bigint,
  deployment uuid,
  outcome text,
  verified_by text default null,
  code text default null,
  deploy_ms bigint default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.finish_deployment(
    finish_deployment.ship,
    finish_deployment.token,
    finish_deployment.deployment,
    finish_deployment.outcome,
    finish_deployment.verified_by,
    finish_deployment.code,
    finish_deployment.deploy_ms
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.finish_deployment(uuid, bigint, uuid, text, text, text, bigint) from public, anon, authenticated, service_role;
grant execute on function ship.finish_deployment(uuid, bigint, uuid, text, text, text, bigint) to service_role;

comment on function ship.finish_deployment(uuid, bigint, uuid, text, text, text, bigint) is
  'Writes down how a deployment ended, once and for good.';
