create function ship_private.resume_ship(ship uuid, holder text, clone_id text, force boolean)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because ships are written by nobody directly
declare
  v_before ship.ships;
  v_ship ship.ships;
begin
  perform ship_private.lock_ships();
  -- for update: a heartbeat that comes now waits, and then finds its token gone
  select * into v_before from ship.ships where ships.id = resume_ship.ship for update;

  if v_before.id is null or v_before.finished_at is not null then
    perform ship_private.raise_lease_lost(resume_ship.ship);
  end if;
  if v_before.lease_expires_at > clock_timestamp()
    and (resume_ship.force and v_before.clone_id = resume_ship.clone_id) is not true
  then
    perform ship_private.raise_lease_held(
      ship_private.describe_holder(v_before, ship_private.component_lease(v_before, v_before.component_key), v_before.environment)
    );
  end if;

  update ship.ships
  set
    token = nextval('ship_private.ship_token_seq'),
    holder = resume_ship.holder,
    clone_id = resume_ship.clone_id,
    taken_at = clock_timestamp(),
    lease_expires_at = clock_timestamp() + ship_policy.lease
  from ship.ship_policy
  where ships.id = v_before.id
  returning ships.* into v_ship;

  -- a branch that the earlier holder had is taken anew when it is needed
  delete from ship.ship_leases
  where ship_leases.ship_id = v_ship.id;
  perform ship_private.take_leases(v_ship, ship_private.lease_names_of_ship(v_ship));
  perform ship_private.audit_ship(
    v_ship, 'ship.resumed', jsonb_build_object('from_holder', v_before.holder, 'from_token', v_before.token)
  );

  return ship_private.describe_ship_lease(v_ship) || jsonb_build_object(
    'component', v_ship.component_key,
    'environment', v_ship.environment,
    'kind', v_ship.kind,
    'build', v_ship.build,
    'targets', v_ship.targets,
    'with_components', v_ship.with_components,
    'started_at', v_ship.started_at,
    'from_holder', v_before.holder,
    'from_clone_id', v_before.clone_id,
    'steps', ship_private.ship_journal(v_ship.id)
  );
end;
$$;

revoke all on function ship_private.resume_ship(uuid, text, text, boolean) from public, anon, authenticated, service_role;
grant execute on function ship_private.resume_ship(uuid, text, text, boolean) to service_role;

comment on function ship_private.resume_ship(uuid, text, text, boolean) is
  'Takes an unfinished ship whose holder is gone, with a new token and all its leases; force takes it from a living lease of the same clone.';
