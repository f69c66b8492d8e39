create function ship_private.describe_float(move ship.float_moves)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'component', describe_float.move.component_key,
    'channel', describe_float.move.channel,
    'version', describe_float.move.version,
    'digest_before', describe_float.move.digest_before,
    'digest_after', describe_float.move.digest_after,
    'moved_at', describe_float.move.moved_at
  );
end;
$$;

revoke all on function ship_private.describe_float(ship.float_moves) from public, anon, authenticated, service_role;

comment on function ship_private.describe_float(ship.float_moves) is 'A move of a float as callers see it.';
