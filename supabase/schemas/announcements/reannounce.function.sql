create function ship_private.reannounce(component text, reason text, notes text)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the outbox is written by nobody directly
declare
  v_change ship_private.component_change;
  v_seq bigint;
  v_id uuid;
begin
  if (btrim(reannounce.reason) <> '') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'reason_missing',
      detail  = 'a forced announcement needs a reason',
      hint    = 'Say why everybody is told again.';
  end if;
  perform ship_private.lock_moves();

  select components.key, components.build, coalesce(build_moves.previous_build, components.build), 'live', 'build-available', 10000, null, null
  into v_change
  from ship.components
  left join lateral (
    select build_moves.previous_build
    from ship.build_moves
    where build_moves.component_key = components.key
    order by build_moves.id desc
    limit 1
  ) as build_moves on true
  where components.key = reannounce.component;

  if v_change.component_key is null then
    raise exception using
      errcode = 'PT404',
      message = 'component_unknown',
      detail  = format('there is no component %s', reannounce.component),
      hint    = 'Check the key against ship.components.';
  end if;

  perform ship_private.raise_when_overtaken(v_change.component_key, v_change.channel, v_change.build);

  -- a person with a reason of their own may repeat it, an endpoint may not
  if reannounce.reason = 'notify-ios-build' and exists (
    select
    from ship.announced_changes
    join ship.announcements on announcements.id = announced_changes.announcement_id
    join ship.push_policy on push_policy.is_only_row
    where announced_changes.component_key = v_change.component_key
      and announcements.reason = reannounce.reason
      and announcements.announced_at > clock_timestamp() - push_policy.notify_cooldown
  ) then
    raise exception using
      errcode = 'PT429',
      message = 'announced_just_now',
      detail  = format('%s was announced again a moment ago', v_change.component_key),
      hint    = 'See slipway watch for how far it is; ask again when the cooldown of ship.push_policy is over.';
  end if;

  v_seq := ship_private.announce(array[v_change], reannounce.reason, reannounce.notes);
  select announcements.id into v_id from ship.announcements where announcements.seq = v_seq;

  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), 'build.reannounced', v_change.component_key,
    jsonb_build_object('build', v_change.build, 'reason', reannounce.reason, 'announcement_seq', v_seq)
  );
  return v_id;
end;
$$;

revoke all on function ship_private.reannounce(text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.reannounce(text, text, text) to service_role;

comment on function ship_private.reannounce(text, text, text) is
  'Tells everybody the present build again, marked as forced and with its notes as the body; moves nothing. Repeats are merged on the device by collapse-id.';
