create function ship_private.components_snapshot()
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
          'kind', components.kind,
          'host', components.host,
          'version', components.version,
          'build', components.build,
          'position', components.position
        )
        order by components.position, components.key
      ),
      '[]'
    )
    from ship.components
    where components.retired_at is null
  );
end;
$$;

revoke all on function ship_private.components_snapshot() from public, anon, authenticated, service_role;

comment on function ship_private.components_snapshot() is 'All components in row order, as people see them in chat, README and terminal.';
