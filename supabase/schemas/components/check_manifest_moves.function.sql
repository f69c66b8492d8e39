create function ship_private.check_manifest_moves(wanted ship_private.manifest_entry[])
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_lower text;
  v_unreported text;
begin
  select string_agg(
    format('%s is at build %s, asked for %s', entry.key, entry.previous, entry.build),
    '; ' order by entry.position, entry.key
  )
  into v_lower
  from unnest(check_manifest_moves.wanted) as entry
  where entry.is_raised
    and entry.build < entry.previous;

  select string_agg(
    format('the store has not reported build %s of %s as installable', entry.build, entry.key),
    '; ' order by entry.position, entry.key
  )
  into v_unreported
  from unnest(check_manifest_moves.wanted) as entry
  where entry.is_raised
    -- also when this call takes the store away: the build would still be one of an app
    and (ship_private.store_decides(entry.kind, entry.has_store) or exists (
      select
      from ship.components
      where components.key = entry.key
        and ship_private.store_decides(components.kind, components.has_store)
    ))
    and entry.build > entry.previous
    and not exists (
      select
      from ship.builds
      where builds.component_key = entry.key
        and builds.build = entry.build
        and builds.installable_at <= clock_timestamp()
    );

  if v_lower is not null or v_unreported is not null then
    raise exception using
      errcode = 'PT409',
      message = case when v_lower is not null then 'build_not_higher' else 'build_not_installable' end,
      detail  = concat_ws('; ', v_lower, v_unreported),
      hint    = case
        when v_lower is not null then 'Nothing was changed. Bump what is behind, or use ship.rollback with a reason.'
        else 'Nothing was changed. Record the store''s word first: ship.confirm_store_build.'
      end;
  end if;
end;
$$;

revoke all on function ship_private.check_manifest_moves(ship_private.manifest_entry[])
  from public, anon, authenticated, service_role;

comment on function ship_private.check_manifest_moves(ship_private.manifest_entry[]) is
  'Refuses lower builds and builds that the component''s store has not reported, naming each of them at once.';
