create function ship_private.reserve_release(
  ship uuid,
  token bigint,
  component text,
  version text,
  tag text,
  build bigint
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because releases are written by nobody directly
declare
  v_ship ship.ships := ship_private.renew_ship_leases(reserve_release.ship, reserve_release.token);
  v_release ship.releases;
  v_highest bigint;
begin
  if v_ship.id is null then
    perform ship_private.raise_lease_lost(reserve_release.ship);
  end if;
  if (reserve_release.component = any (ship_private.components_of_ship(v_ship))) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'component_not_held',
      detail  = format('ship %s does not hold %L', v_ship.id, left(reserve_release.component, 48)),
      hint    = 'Begin the ship with every component that it releases.';
  end if;
  perform ship_private.lock_releases();

  select *
  into v_release
  from ship.releases
  where releases.ship_id = v_ship.id
    and releases.component_key = reserve_release.component;
  if found then
    return ship_private.describe_release(v_release) || jsonb_build_object('is_new', false);
  end if;

  perform ship_private.check_release_names(reserve_release.version, reserve_release.tag);
  perform ship_private.check_release_is_free(reserve_release.component, reserve_release.version, reserve_release.tag);
  perform ship_private.check_release_order(reserve_release.component, reserve_release.version);
  -- the ship's own number is not used yet
  v_highest := ship_private.highest_build(reserve_release.component, v_ship.id);
  if (reserve_release.build between coalesce(v_highest, 0) + 1 and 9007199254740991) is not true then
    raise exception using
      errcode = 'PT409',
      message = 'build_not_higher',
      detail  = format('%s has used %s, asked for %s', reserve_release.component, coalesce(v_highest::text, 'no build'), reserve_release.build),
      hint    = 'A number once used is never used again. Take the next one.';
  end if;

  insert into ship.releases (component_key, version, tag, build, ship_id)
  values (reserve_release.component, reserve_release.version, reserve_release.tag, reserve_release.build, v_ship.id)
  returning * into v_release;
  if v_ship.component_key = v_release.component_key then
    update ship.ships
    set build = v_release.build
    where ships.id = v_ship.id;
  end if;

  perform ship_private.act_as(v_ship.holder);
  perform ship_private.audit_release(v_release, 'release.reserved');
  perform ship_private.act_as(null);
  return ship_private.describe_release(v_release) || jsonb_build_object('is_new', true);
end;
$$;

revoke all on function ship_private.reserve_release(uuid, bigint, text, text, text, bigint)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.reserve_release(uuid, bigint, text, text, text, bigint) to service_role;

comment on function ship_private.reserve_release(uuid, bigint, text, text, text, bigint) is
  'A version, its tag and its build for one component of a ship, for good, or a refusal that says what is in the way. A ship that has reserved one gets that one again.';
