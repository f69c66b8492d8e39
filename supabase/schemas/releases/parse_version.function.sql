create function ship_private.parse_version(version text)
returns ship_private.release_version
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  c_largest constant bigint := 2147483647;
  v_parts text[] := regexp_match(
    parse_version.version,
    '^(0|[1-9][0-9]{0,9})\.(0|[1-9][0-9]{0,9})\.(0|[1-9][0-9]{0,9})(?:-(alpha|beta|rc)\.([1-9][0-9]{0,9}))?$'
  );
begin
  if v_parts is null or greatest(v_parts[1]::bigint, v_parts[2]::bigint, v_parts[3]::bigint, v_parts[5]::bigint) > c_largest then
    return null;
  end if;
  return row(v_parts[1], v_parts[2], v_parts[3], coalesce(v_parts[4], 'live'), coalesce(v_parts[5], '0'))::ship_private.release_version;
end;
$$;

revoke all on function ship_private.parse_version(text) from public, anon, authenticated, service_role;

comment on function ship_private.parse_version(text) is
  'X.Y.Z is live, X.Y.Z-(alpha|beta|rc).n comes before it; null for every other text: leading zeros, n of 0, build metadata, a number above 2147483647.';
