create function ship.manifest()
returns jsonb
language sql
stable
security invoker
set search_path = ''
begin atomic
  select jsonb_build_object(
    'name', manifest_head.name,
    'build', coalesce(max(components.build), 0),
    'seq', manifest_head.seq,
    'components', coalesce(
      jsonb_object_agg(
        components.key,
        jsonb_build_object(
          'label', components.label,
          'name', components.name,
          'kind', components.kind,
          'host', components.host,
          'version', components.version,
          'build', components.build,
          'updated_at', components.updated_at,
          'position', components.position,
          'store_url', components.store_url
        )
      ) filter (where components.key is not null),
      '{}'
    )
  )
  from ship.manifest_head
  left join ship.components on components.retired_at is null
  group by manifest_head.name, manifest_head.seq;
end;

revoke all on function ship.manifest() from public, anon, authenticated, service_role;
grant execute on function ship.manifest() to anon, authenticated, service_role;

comment on function ship.manifest() is
  'What is deployed, for anyone: name, highest build, seq of the last announcement, and every component''s public columns.';
