create function ship_private.release_status(component text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because whether a ship is over is asked of rows that a caller need not read
begin
  return jsonb_build_object(
    'releases', (
      select coalesce(
        jsonb_agg(
          ship_private.describe_release(releases)
          order by
            releases.component_key, releases.major desc, releases.minor desc, releases.patch desc, releases.channel desc,
            releases.n desc
        ),
        '[]'
      )
      from ship.releases
      where release_status.component is null
        or releases.component_key = release_status.component
    ),
    'floats', (
      select coalesce(
        jsonb_agg(ship_private.describe_float(last_moves.*::ship.float_moves) order by last_moves.component_key, last_moves.channel), '[]'
      )
      from (
        select distinct on (float_moves.component_key, float_moves.channel) float_moves.*
        from ship.float_moves
        where release_status.component is null
          or float_moves.component_key = release_status.component
        order by float_moves.component_key, float_moves.channel, float_moves.id desc
      ) as last_moves
    ),
    'back_merges', (
      select coalesce(
        jsonb_agg(ship_private.describe_back_merge(last_merges.*::ship.back_merges) order by last_merges.from_branch, last_merges.to_branch),
        '[]'
      )
      from (
        select distinct on (back_merges.from_branch, back_merges.to_branch) back_merges.*
        from ship.back_merges
        order by back_merges.from_branch, back_merges.to_branch, back_merges.id desc
      ) as last_merges
    ),
    'findings', (
      select coalesce(
        jsonb_agg(ship_private.describe_finding(invariants) order by invariants.healed_at desc nulls first, invariants.source, invariants.key),
        '[]'
      )
      from ship.invariants
    )
  );
end;
$$;

revoke all on function ship_private.release_status(text) from public, anon, authenticated, service_role;
grant execute on function ship_private.release_status(text) to service_role;

comment on function ship_private.release_status(text) is
  'Every release of a component, or of all, the highest version of each first; where its floats are now; of the whole project the last back-merge between two branches, and findings, the open ones first.';
