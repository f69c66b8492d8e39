create function ship_private.record_step(ship uuid, token bigint, step text, state text, detail jsonb)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the journal is written by nobody directly
declare
  v_ship ship.ships := ship_private.renew_ship_leases(record_step.ship, record_step.token);
  v_last ship.ship_steps;
  v_detail jsonb := coalesce(record_step.detail, '{}');
begin
  if v_ship.id is null then
    perform ship_private.raise_lease_lost(record_step.ship);
  end if;

  -- a call that is repeated because its answer got lost writes nothing
  select *
  into v_last
  from ship.ship_steps as steps
  where steps.ship_id = v_ship.id
  order by steps.id desc
  limit 1;
  if (v_last.token, v_last.step, v_last.state, v_last.detail)
    = (record_step.token, record_step.step, record_step.state, v_detail)
  then
    return true;
  end if;

  insert into ship.ship_steps (ship_id, token, step, state, detail)
  values (v_ship.id, record_step.token, record_step.step, record_step.state, v_detail);

  -- what only deploys uses numbers of others, and of several components
  if jsonb_typeof(v_detail -> 'build') = 'number' and ship_private.has_number(v_ship.kind) then
    update ship.ships
    set build = (v_detail ->> 'build')::bigint
    where ships.id = v_ship.id
      and ships.build is distinct from (v_detail ->> 'build')::bigint;
  end if;
  return true;
end;
$$;

revoke all on function ship_private.record_step(uuid, bigint, text, text, jsonb) from public, anon, authenticated, service_role;
grant execute on function ship_private.record_step(uuid, bigint, text, text, jsonb) to service_role;

comment on function ship_private.record_step(uuid, bigint, text, text, jsonb) is
  'Journals a step and renews the leases, or refuses with lease_lost; "build" in the detail becomes the number that the ship uses.';
