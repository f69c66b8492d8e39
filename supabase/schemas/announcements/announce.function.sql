create function ship_private.announce(
  changes ship_private.component_change[],
  forced_reason text default null,
  notes text default null
)
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_id uuid;
  v_seq bigint;
  v_has_pushes boolean;
begin
  -- the row lock serializes announcements, so that seq follows commit order
  update ship.manifest_head
  set seq = manifest_head.seq + 1
  where manifest_head.is_only_row
  returning manifest_head.seq into v_seq;

  with announcement as (
    insert into ship.announcements (seq, is_forced, reason, components, notes)
    values (
      v_seq, announce.forced_reason is not null, announce.forced_reason, ship_private.components_snapshot(),
      -- notes never stand in the way of a build that is out: what is too long for a chat is cut
      nullif(left(btrim(announce.notes, e' \t\r\n'), 16000), '')
    )
    returning announcements.id
  ),
  announced as (
    insert into ship.announced_changes (
      announcement_id, component_key, channel, event, build, previous_build, version, bps, salt
    )
    select
      announcement.id, change.component_key, change.channel, change.event, change.build, change.previous_build,
      coalesce(change.version, components.version),
      change.bps, change.salt
    from unnest(announce.changes) as change
    join ship.components on components.key = change.component_key
    cross join announcement
  )
  select announcement.id
  into v_id
  from announcement;

  perform ship_private.supersede(v_seq, announce.changes);
  v_has_pushes := ship_private.create_deliveries(v_id, v_seq);
  perform ship_private.call_functions(
    case when v_has_pushes then array['announce', 'push'] else array['announce'] end,
    'hint'
  );
  return v_seq;
end;
$$;

revoke all on function ship_private.announce(ship_private.component_change[], text, text)
  from public, anon, authenticated, service_role;

comment on function ship_private.announce(ship_private.component_change[], text, text) is
  'Writes the announcement, its changes and the deliveries of every transport that is on, then hints; returns its seq.';
