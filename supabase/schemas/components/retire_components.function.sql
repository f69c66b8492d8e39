create function ship_private.retire_components(wanted ship_private.manifest_entry[])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update ship.components
  set retired_at = clock_timestamp()
  where components.retired_at is null
    and components.key <> all (array(select entry.key from unnest(retire_components.wanted) as entry));
end;
$$;

revoke all on function ship_private.retire_components(ship_private.manifest_entry[])
  from public, anon, authenticated, service_role;

comment on function ship_private.retire_components(ship_private.manifest_entry[]) is
  'Whatever left version.json is shown nowhere any more; its moves and devices stay, and it may come back.';
