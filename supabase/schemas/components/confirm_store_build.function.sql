create function ship_private.confirm_store_build(
  component text,
  build bigint,
  version text,
  installable_at timestamptz,
  is_raised boolean
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because builds are written by nobody directly
begin
  if not exists (select from ship.components where components.key = confirm_store_build.component) then
    raise exception using
      errcode = 'PT404',
      message = 'component_unknown',
      detail  = format('there is no component %s', confirm_store_build.component),
      hint    = 'Sync the manifest first.';
  end if;
  if (confirm_store_build.build > 0) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'build_invalid',
      detail  = format('build %s', confirm_store_build.build),
      hint    = 'A store build is a whole number above 0.';
  end if;

  insert into ship.builds as known (component_key, build, version, installable_at)
  values (
    confirm_store_build.component, confirm_store_build.build, confirm_store_build.version, confirm_store_build.installable_at
  )
  on conflict (component_key, build) do update
  set
    version = coalesce(excluded.version, known.version),
    installable_at = coalesce(excluded.installable_at, known.installable_at);

  if confirm_store_build.is_raised then
    perform set_config(
      'ship.move', jsonb_build_object('reason', 'store', 'actor', ship_private.current_actor())::text, true
    );
    update ship.components
    set
      build = confirm_store_build.build,
      version = coalesce(confirm_store_build.version, components.version)
    where components.key = confirm_store_build.component
      and components.build <> confirm_store_build.build;
    perform set_config('ship.move', '', true);
  end if;
end;
$$;

revoke all on function ship_private.confirm_store_build(text, bigint, text, timestamptz, boolean)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.confirm_store_build(text, bigint, text, timestamptz, boolean) to service_role;

comment on function ship_private.confirm_store_build(text, bigint, text, timestamptz, boolean) is
  'Records the store''s word about a build; with raise it also moves the component to it. The same call twice changes nothing.';
