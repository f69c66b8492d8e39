create function ship_private.move_float(
  component text,
  channel text,
  version text,
  digest_before text,
  digest_after text,
  actor text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because floats are written by nobody directly
declare
  v_channel ship.release_channel := coalesce(ship_private.parse_channel(move_float.channel), 'live');
  v_release ship.releases;
  v_move ship.float_moves;
  v_is_new boolean := false;
begin
  perform ship_private.lock_releases();
  v_release := ship_private.require_release(move_float.component, move_float.version);
  if v_release.published_at is null then
    raise exception using
      errcode = 'PT409',
      message = 'release_not_published',
      detail  = format('%s %s is not published', v_release.component_key, v_release.version),
      hint    = 'Publish it first; what people follow never names what is not out.';
  end if;
  if v_release.channel < v_channel then
    raise exception using
      errcode = 'PT409',
      message = 'channel_lower',
      detail  = format('%s %s is for %s, and the float is that of %s', v_release.component_key, v_release.version, v_release.channel, v_channel),
      hint    = 'Release it on this channel first.';
  end if;

  select *
  into v_move
  from ship.float_moves
  where float_moves.component_key = v_release.component_key
    and float_moves.channel = v_channel
  order by float_moves.id desc
  limit 1;
  if (v_move.version, v_move.digest_after) is distinct from (v_release.version, move_float.digest_after) then
    insert into ship.float_moves (component_key, channel, version, digest_before, digest_after)
    values (v_release.component_key, v_channel, v_release.version, move_float.digest_before, move_float.digest_after)
    returning * into v_move;
    v_is_new := true;
    perform ship_private.act_as(move_float.actor);
    perform ship_private.audit_release(v_release, 'float.moved', jsonb_build_object(
      'channel', v_channel, 'digest_before', v_move.digest_before, 'digest_after', v_move.digest_after
    ));
    perform ship_private.act_as(null);
  end if;
  return ship_private.describe_float(v_move) || jsonb_build_object('is_new', v_is_new);
end;
$$;

revoke all on function ship_private.move_float(text, text, text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.move_float(text, text, text, text, text, text) to service_role;

comment on function ship_private.move_float(text, text, text, text, text, text) is
  'The floating name of a channel names this published version from now on; never one of a lower channel. The same call twice changes nothing.';
