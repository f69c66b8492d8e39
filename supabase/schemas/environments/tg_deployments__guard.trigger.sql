create function ship_private.tg_deployments__guard()
returns trigger
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if (old.outcome is null) is not true then
    raise exception using
      errcode = 'PT409',
      message = 'deployment_has_ended',
      detail  = format('deployment %s of %s ended as %s', old.id, old.component_key, old.outcome),
      hint    = 'What was deployed is not rewritten. Deploy again.';
  end if;
  return new;
end;
$$;

revoke all on function ship_private.tg_deployments__guard() from public, anon, authenticated, service_role;

create trigger _100_guard
  before update
  on ship.deployments
  for each row
  execute function ship_private.tg_deployments__guard();
