create function ship_private.begin_ship(
  component text,
  environment text,
  holder text,
  clone_id text,
  targets text[],
  build bigint,
  kind text,
  repository text,
  with_components text[]
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because ships are written by nobody directly
declare
  v_ship ship.ships;
  v_last text;
  v_with text[] := array(select distinct more.key from unnest(begin_ship.with_components) as more (key) order by more.key);
  v_held text;
begin
  if begin_ship.repository is not null then
    perform ship_private.link_repository(begin_ship.repository, false, begin_ship.holder);
  end if;
  perform ship_private.lock_ships();

  -- a publication that died is in nobody's way: the next one looks itself what is left to do
  perform ship_private.end_ship(ships, 'abandoned', 'whoever published it is gone')
  from ship.ships
  where ships.finished_at is null
    and ships.kind = 'publish'
    and ships.lease_expires_at <= clock_timestamp()
    and ship_private.components_of_ship(ships) && (begin_ship.component || v_with);

  insert into ship.ships (component_key, environment, kind, build, targets, with_components, holder, clone_id, lease_expires_at)
  select
    begin_ship.component, begin_ship.environment, begin_ship.kind, begin_ship.build, coalesce(begin_ship.targets, '{}'), v_with,
    begin_ship.holder, begin_ship.clone_id, clock_timestamp() + ship_policy.lease
  from ship.ship_policy
  where not exists (
    select
    from ship.ships
    where ships.finished_at is null
      and ship_private.is_in_the_way(ships, begin_ship.environment, begin_ship.kind, begin_ship.component || v_with)
  )
  on conflict do nothing
  returning * into v_ship;

  if not found then
    -- a living one first: it is waited for, where a dead one asks for a decision
    select ships.*
    into v_ship
    from ship.ships
    where ships.finished_at is null
      and ship_private.is_in_the_way(ships, begin_ship.environment, begin_ship.kind, begin_ship.component || v_with)
    order by ships.lease_expires_at > clock_timestamp() desc, ships.started_at, ships.id
    limit 1;
    select min(wanted.key)
    into v_held
    from unnest(begin_ship.component || v_with) as wanted (key)
    where wanted.key = any (ship_private.components_of_ship(v_ship));
    if v_ship.lease_expires_at > clock_timestamp() then
      perform ship_private.raise_lease_held(
        ship_private.describe_holder(v_ship, 'component:' || v_held, begin_ship.environment)
      );
    end if;

    select format(', its last step is %s (%s)', steps.step, steps.state)
    into v_last
    from ship.ship_steps as steps
    where steps.ship_id = v_ship.id
    order by steps.id desc
    limit 1;
    raise exception using
      errcode = 'PT409',
      message = 'ship_unfinished',
      detail  = format(
        'ship %s of %s%s by %s is unfinished since %s%s',
        v_ship.id, array_to_string(ship_private.components_of_ship(v_ship), ', '), ship_private.name_other_environment(v_ship, begin_ship.environment), v_ship.holder,
        to_char(v_ship.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'), v_last
      ),
      hint    = 'Resume it or abandon it first: ship.resume_ship, ship.abandon_ship.';
  end if;

  perform ship_private.take_leases(v_ship, ship_private.lease_names_of_ship(v_ship));
  perform ship_private.audit_ship(v_ship, 'ship.begun', jsonb_build_object('targets', v_ship.targets));
  return ship_private.describe_ship_lease(v_ship);
end;
$$;

revoke all on function ship_private.begin_ship(text, text, text, text, text[], bigint, text, text, text[])
  from public, anon, authenticated, service_role;
grant execute on function ship_private.begin_ship(text, text, text, text, text[], bigint, text, text, text[]) to service_role;

comment on function ship_private.begin_ship(text, text, text, text, text[], bigint, text, text, text[]) is
  'A new ship that holds its components and all its targets, or nothing: lease_held names who is in the way, ship_unfinished what died, project_other whose project it is.';
