create function ship_private.tg_components__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the guard reads builds, on which the mover need not have rights
begin
  if (new.key = old.key) is not true then
    raise exception using
      errcode = 'PT409',
      message = 'component_key_is_immutable',
      detail  = format('%s can''t become %s: moves, devices and apps refer to the key', old.key, new.key),
      hint    = 'Add a component with the new key instead.';
  end if;

  if new.build < old.build and (ship_private.move_detail('reason') = 'rollback') is not true then
    raise exception using
      errcode = 'PT409',
      message = 'build_not_higher',
      detail  = format('%s is at build %s, asked for %s', old.key, old.build, new.build),
      hint    = 'Bump the build first, or use ship.rollback with a reason.';
  end if;

  -- also when the same update takes the store away: the build would still be one of an app
  if new.build > old.build
    and (ship_private.store_decides(old.kind, old.has_store) or ship_private.store_decides(new.kind, new.has_store))
    and not exists (
      select
      from ship.builds
      where builds.component_key = new.key
        and builds.build = new.build
        and builds.installable_at <= clock_timestamp()
    )
  then
    raise exception using
      errcode = 'PT409',
      message = 'build_not_installable',
      detail  = format('the store has not reported build %s of %s as installable', new.build, new.key),
      hint    = 'Record the store''s word first: ship.confirm_store_build(component, build, version, installable_at).';
  end if;

  if new.build <> old.build then
    new.updated_at := now();
  end if;
  return new;
end;
$$;

revoke all on function ship_private.tg_components__guard() from public, anon, authenticated, service_role;

create trigger _200_guard
  before update
  on ship.components
  for each row
  execute function ship_private.tg_components__guard();

comment on function ship_private.tg_components__guard() is
  'A key never changes, a build never falls but by rollback, a build that a store decides never runs ahead of it.';
