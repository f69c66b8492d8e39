create function ship_private.component_status()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'key', components.key,
          'label', components.label,
          'name', components.name,
          'host', components.host,
          'kind', components.kind,
          'build', components.build,
          'version', components.version,
          'last_move', last_move.entry,
          'rolling', rolling.entry,
          'rolled_back_from', ship_private.rolled_back_from(components.key),
          'highest_build', greatest(components.build, ship_private.highest_build(components.key))
        )
        order by components.position, components.key
      ),
      '[]'
    )
    from ship.components
    left join lateral (
      select jsonb_build_object(
        'build', build_moves.build,
        'previous_build', build_moves.previous_build,
        'reason', build_moves.reason,
        'moved_at', build_moves.moved_at,
        'commit_sha', build_moves.commit_sha
      ) as entry
      from ship.build_moves
      where build_moves.component_key = components.key
      order by build_moves.id desc
      limit 1
    ) as last_move on true
    left join lateral (
      select jsonb_build_object('build', offers.build, 'bps', offers.bps, 'halt_reason', offers.halt_reason) as entry
      from ship.offers
      where offers.component_key = components.key
        and offers.channel = 'live'
        and offers.completed_at is null
        and offers.withdrawn_at is null
      order by offers.build desc
      limit 1
    ) as rolling on true
    where components.retired_at is null
  );
end;
$$;

revoke all on function ship_private.component_status() from public, anon, authenticated, service_role;

comment on function ship_private.component_status() is
  'What is deployed of each component, what is being rolled out, how it came to be, and the highest number it ever used.';
