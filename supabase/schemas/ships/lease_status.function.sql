create function ship_private.lease_status(environment text)
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
          'name', leases.name,
          'ship', leases.ship_id,
          'component', ships.component_key,
          'environment', leases.environment,
          'holder', ships.holder,
          'taken_at', leases.taken_at,
          'expires_at', ships.lease_expires_at,
          'is_alive', ships.lease_expires_at > clock_timestamp()
        )
        order by leases.name
      ),
      '[]'
    )
    from ship.ship_leases as leases
    join ship.ships on ships.id = leases.ship_id
    where leases.scope in ('*', lease_status.environment)
  );
end;
$$;

revoke all on function ship_private.lease_status(text) from public, anon, authenticated, service_role;

comment on function ship_private.lease_status(text) is 'What is held as far as an environment meets it, by whom and until when; what is past its time is anybody''s.';
