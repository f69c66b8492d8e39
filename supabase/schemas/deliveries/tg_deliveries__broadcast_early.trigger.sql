create function ship_private.tg_deliveries__broadcast_early()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because whoever may move a build need not have rights on Realtime
begin
  if (select broadcast_policy.is_early from ship.broadcast_policy) is not true
    or pg_catalog.to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null
    or ship_private.look_for_home() is not null
  then
    return null;
  end if;

  -- the words of the broadcast that the function announce sends, but for audit_head, which is known at commit only, and for the signature
  perform realtime.send(
    jsonb_build_object(
      'announcement', announcements.id,
      'seq', announcements.seq,
      'component', changes.component_key
    ) || case changes.event
      when 'policy-changed' then '{}'
      else jsonb_build_object('build', changes.build, 'previous_build', changes.previous_build, 'version', changes.version)
    end || case changes.event
      when 'build-available' then '{}'
      when 'build-offered' then jsonb_build_object('channel', changes.channel, 'bps', changes.bps, 'salt', changes.salt)
      else jsonb_build_object('channel', changes.channel)
    end,
    changes.event,
    changes.component_key || ':build' || case when changes.channel = 'live' then '' else ':' || changes.channel end,
    false
  )
  from inserted
  join ship.announcements on announcements.id = inserted.announcement_id
  join ship.announced_changes as changes
    on changes.announcement_id = inserted.announcement_id
    and changes.component_key = inserted.component_key
    and changes.channel = inserted.channel
  where inserted.kind = 'broadcast'
    and inserted.state = 'pending';
  return null;
exception
  -- the delivery is the truth: whatever is wrong with Realtime, the move stands and the broadcast follows
  when others then
    raise warning using message = 'broadcast_early_failed', detail = sqlerrm;
    return null;
end;
$$;

revoke all on function ship_private.tg_deliveries__broadcast_early() from public, anon, authenticated, service_role;

create trigger _500_broadcast_early
  after insert
  on ship.deliveries
  referencing new table as inserted
  for each statement
  -- pg_dump and pg_restore load with check_function_bodies off: what was announced elsewhere is not told again
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_deliveries__broadcast_early();

comment on function ship_private.tg_deliveries__broadcast_early() is
  'With is_early, subscribers hear of a move from its own transaction as well; they drop the second broadcast by its seq. Never fails its caller.';
