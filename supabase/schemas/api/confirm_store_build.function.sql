create function ship.confirm_store_build(
  component text,
  build bigint,
  version text default null,
  installable_at timestamptz default null,
  raise boolean default false
)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform ship_private.confirm_store_build(
    confirm_store_build.component,
    confirm_store_build.build,
    confirm_store_build.version,
    confirm_store_build.installable_at,
    confirm_store_build."raise"
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.confirm_store_build(text, bigint, text, timestamptz, boolean)
  from public, anon, authenticated, service_role;
grant execute on function ship.confirm_store_build(text, bigint, text, timestamptz, boolean) to service_role;

comment on function ship.confirm_store_build(text, bigint, text, timestamptz, boolean) is
  'Records what the store reported; with raise it also moves the component to that build.';
