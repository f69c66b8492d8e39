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
    )
  );
end;
$$;

revoke all on function ship_private.release_status(text) from public, anon, authenticated, service_role;
grant execute on function ship_private.release_status(text) to service_role;

comment on function ship_private.release_status(text) is
  'Every release of a component, or of all, the highest version of each first.';
