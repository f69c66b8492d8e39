create function ship_private.stop_announcement(announcement uuid, reason text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the outbox is changed by nobody directly
declare
  v_actor text := coalesce(nullif(btrim(stop_announcement.actor), ''), ship_private.current_actor());
  v_seq bigint;
  v_open bigint[];
  v_halted jsonb := '[]';
begin
  if (btrim(stop_announcement.reason) <> '') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'reason_missing',
      detail  = 'an announcement that is stopped needs a reason',
      hint    = 'Say why; it stays with the runs and in the audit log.';
  end if;
  -- with moves held back no run of it begins meanwhile
  perform ship_private.lock_moves();

  select announcements.seq
  into v_seq
  from ship.announcements
  where announcements.id = stop_announcement.announcement;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'announcement_unknown',
      detail  = format('there is no announcement %s', stop_announcement.announcement),
      hint    = 'slipway watch shows the newest one, and its id with --json.';
  end if;

  select coalesce(array_agg(deliveries.id order by deliveries.id), '{}')
  into v_open
  from ship.deliveries
  where deliveries.announcement_id = stop_announcement.announcement
    and deliveries.state in ('pending', 'leased');

  perform ship_private.end_deliveries(v_open, 'stopped_by_hand', btrim(stop_announcement.reason));
  if v_open <> '{}' then
    -- its next step would tell whom this one has not told
    select coalesce(
      jsonb_agg(
        ship_private.hold_rollout(offers, btrim(stop_announcement.reason), v_actor)
        order by offers.component_key, offers.channel
      ),
      '[]'
    )
    into v_halted
    from ship.announced_changes
    join ship.offers on offers.salt = announced_changes.salt
    where announced_changes.announcement_id = stop_announcement.announcement
      and offers.completed_at is null
      and offers.halted_at is null
      and offers.withdrawn_at is null;

    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      v_actor, 'announcement.stopped', stop_announcement.announcement::text,
      jsonb_build_object('seq', v_seq, 'reason', btrim(stop_announcement.reason), 'ended', cardinality(v_open))
    );
  end if;
  return jsonb_build_object(
    'announcement', stop_announcement.announcement,
    'seq', v_seq,
    'ended', cardinality(v_open),
    'halted', v_halted,
    'runs', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'run', push_runs.id,
            'topic', push_runs.topic,
            'apns_environment', push_runs.apns_environment,
            'sent', push_runs.sent_count,
            'detail', push_runs.stop_detail
          )
          order by push_runs.id
        ),
        '[]'
      )
      from ship.push_runs
      where push_runs.delivery_id = any (v_open)
        and push_runs.stop_reason = 'stopped_by_hand'
    )
  );
end;
$$;

revoke all on function ship_private.stop_announcement(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.stop_announcement(uuid, text, text) to service_role;

comment on function ship_private.stop_announcement(uuid, text, text) is
  'Ends what is under way of an announcement, names who was not told, settles its deliveries, and halts a rollout that it was a step of. A second call changes nothing.';
