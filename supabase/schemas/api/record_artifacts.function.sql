create function ship.record_artifacts(
  component text,
  build bigint,
  artifacts jsonb
)
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_artifacts(
    record_artifacts.component,
    record_artifacts.build,
    record_artifacts.artifacts
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_artifacts(text, bigint, jsonb) from public, anon, authenticated, service_role;
grant execute on function ship.record_artifacts(text, bigint, jsonb) to service_role;

comment on function ship.record_artifacts(text, bigint, jsonb) is
  'Records the files of a build: [{target, url, length, sha256, sha512, signature, signature_type}]; how many are new.';
