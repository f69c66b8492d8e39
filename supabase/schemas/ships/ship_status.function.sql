create function ship_private.ship_status(environment text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because progress is counted from rows that no role may read
begin
  return jsonb_build_object(
    'now', clock_timestamp(),
    'project', (select manifest_head.name from ship.manifest_head),
    'repository', (select project.repository from ship.project where project.is_only_row),
    'home', ship_private.home_status(),
    'wake', ship_private.wake_status(),
    'stopped_runs', ship_private.stopped_runs(),
    'seq', (select manifest_head.seq from ship.manifest_head),
    'audit_head', ship_private.audit_head(),
    'components', ship_private.component_status(),
    'ships', ship_private.unfinished_ships(),
    'leases', ship_private.lease_status(ship_status.environment),
    'announcements', ship_private.open_announcements(),
    'transports', ship_private.transport_status()
  );
end;
$$;

revoke all on function ship_private.ship_status(text) from public, anon, authenticated, service_role;
grant execute on function ship_private.ship_status(text) to service_role;

comment on function ship_private.ship_status(text) is
  'One look at everything: what is deployed, what is under way and who holds it, what was announced and is not everywhere yet.';
