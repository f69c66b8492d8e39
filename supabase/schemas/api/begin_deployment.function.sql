create function ship.begin_deployment(
  ship uuid,
  token bigint,
  component text,
  build bigint,
  version text,
  commit_sha text default null,
  branch text default null,
  is_rollback boolean default false
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.begin_deployment(
    begin_deployment.ship,
    begin_deployment.token,
    begin_deployment.component,
    begin_deployment.build,
    begin_deployment.version,
    begin_deployment.commit_sha,
    begin_deployment.branch,
    begin_deployment.is_rollback
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.begin_deployment(uuid, bigint, text, bigint, text, text, text, boolean) from public, anon, authenticated, service_role;
grant execute on function ship.begin_deployment(uuid, bigint, text, bigint, text, text, text, boolean) to service_role;

comment on function ship.begin_deployment(uuid, bigint, text, bigint, text, text, text, boolean) is
  'Writes a deployment down before it happens.';
