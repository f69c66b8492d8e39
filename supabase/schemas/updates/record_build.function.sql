create function ship_private.record_build(move ship_private.component_change)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into ship.builds as known (component_key, build, version, commit_sha, installable_at, notes)
  select
    (record_build.move).component_key, (record_build.move).build, left(nullif(components.version, ''), 100),
    ship_private.move_detail('commit_sha'), clock_timestamp(),
    -- those of a rollback say why it was made
    case when (record_build.move).build > (record_build.move).previous_build then left(nullif(btrim(ship_private.move_detail('notes')), ''), 4000) end
  from ship.components
  where components.key = (record_build.move).component_key
  -- a store's word comes before the move, and may leave these open
  on conflict (component_key, build) do update
  set
    version = coalesce(known.version, excluded.version),
    commit_sha = coalesce(known.commit_sha, excluded.commit_sha),
    notes = coalesce(known.notes, excluded.notes);
end;
$$;

revoke all on function ship_private.record_build(ship_private.component_change) from public, anon, authenticated, service_role;

comment on function ship_private.record_build(ship_private.component_change) is
  'What a component moved to exists: version, commit and notes are those of the move, unless the store''s word came before.';
