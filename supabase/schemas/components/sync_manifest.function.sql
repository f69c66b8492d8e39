create function ship_private.sync_manifest(manifest jsonb, commit_sha text, actor text, only_components text[], notes text)
returns table (component text, previous bigint, build bigint, changed boolean)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because components are written by nobody directly
declare
  v_wanted ship_private.manifest_entry[];
  v_notes text := nullif(btrim(sync_manifest.notes, e' \t\r\n'), '');
begin
  -- first the lock: what is deployed is read only when no other sync can change it any more
  perform ship_private.lock_moves();
  v_wanted := ship_private.parse_manifest(sync_manifest.manifest, sync_manifest.only_components);
  perform ship_private.check_manifest_moves(v_wanted);

  perform set_config(
    'ship.move',
    jsonb_strip_nulls(jsonb_build_object(
      -- an app's build is the store's, whoever writes it down
      'reason', coalesce((
        select case when bool_and(ship_private.store_decides(wanted.kind, wanted.has_store)) then 'store' end
        from unnest(v_wanted) as wanted
        where wanted.is_raised
          and wanted.build > wanted.previous
      ), 'ship'),
      'commit_sha', sync_manifest.commit_sha,
      'actor', sync_manifest.actor,
      -- a file of notes that nobody has touched since has nothing new to say
      'notes', case when v_notes is distinct from ship_private.last_announced_notes() then v_notes end
    ))::text,
    true
  );
  perform ship_private.apply_definitions(sync_manifest.manifest, v_wanted);
  if sync_manifest.only_components is null then
    perform ship_private.retire_components(v_wanted);
  end if;
  perform ship_private.declare_store_apps(sync_manifest.manifest);

  return query
  with before as (
    select components.key, components.build
    from ship.components
  ),
  raised as (
    update ship.components
    set build = wanted.build
    from unnest(v_wanted) as wanted
    where components.key = wanted.key
      and wanted.is_raised
      and components.build < wanted.build
    returning components.key, components.build
  )
  select
    before.key, wanted.previous, coalesce(raised.build, before.build),
    coalesce(raised.build, before.build) is distinct from wanted.previous
  from unnest(v_wanted) with ordinality as wanted
  join before on before.key = wanted.key
  left join raised on raised.key = wanted.key
  order by wanted.position, wanted.key;

  perform set_config('ship.move', '', true);
  if sync_manifest.only_components is null then
    perform ship_private.heal_verified(
      '{}', array(select components.key from ship.components where components.retired_at is not null), sync_manifest.actor
    );
  end if;
end;
$$;

revoke all on function ship_private.sync_manifest(jsonb, text, text, text[], text) from public, anon, authenticated, service_role;
grant execute on function ship_private.sync_manifest(jsonb, text, text, text[], text) to service_role;

comment on function ship_private.sync_manifest(jsonb, text, text, text[], text) is
  'Applies the definitions and raises the builds atomically, all moves in one announcement with its notes, unless they are those of the last ship; the same call twice changes nothing.';
