create function ship_private.take_leases(taker ship.ships, names text[])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_late ship.ships;
  v_held text;
begin
  -- A ship past its time loses everything at once, so that it never goes on with half of what it needs. Its row is
  -- judged under its lock: a heartbeat that comes at the same moment either saves all of it or finds the token gone.
  for v_late in
    update ship.ships
    set token = null
    where ships.lease_expires_at <= clock_timestamp()
      and ships.id in (
        select leases.ship_id
        from ship.ship_leases as leases
        where leases.scope in ('*', (take_leases.taker).environment)
          and leases.name = any (take_leases.names)
          and leases.ship_id <> (take_leases.taker).id
      )
    returning ships.*
  loop
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    select
      (take_leases.taker).holder, 'ship.lease_taken_over', leases.name,
      jsonb_build_object(
        'ship', (take_leases.taker).id,
        'environment', (take_leases.taker).environment,
        'from_ship', v_late.id,
        'from_holder', v_late.holder,
        'expired_at', v_late.lease_expires_at
      )
    from ship.ship_leases as leases
    where leases.ship_id = v_late.id
      and leases.name = any (take_leases.names)
    order by leases.name;

    delete from ship.ship_leases
    where ship_leases.ship_id = v_late.id;
  end loop;

  insert into ship.ship_leases (name, environment, ship_id)
  select distinct wanted.name, (take_leases.taker).environment, (take_leases.taker).id
  from unnest(take_leases.names) as wanted (name)
  on conflict (name, scope) do nothing;

  select string_agg(
    ship_private.describe_holder(ships, leases.name, (take_leases.taker).environment), '; ' order by leases.name
  )
  into v_held
  from ship.ship_leases as leases
  join ship.ships on ships.id = leases.ship_id
  where leases.scope in ('*', (take_leases.taker).environment)
    and leases.name = any (take_leases.names)
    and leases.ship_id <> (take_leases.taker).id;
  if v_held is not null then
    perform ship_private.raise_lease_held(v_held);
  end if;
end;
$$;

revoke all on function ship_private.take_leases(ship.ships, text[]) from public, anon, authenticated, service_role;

comment on function ship_private.take_leases(ship.ships, text[]) is
  'All of the named leases or none (lease_held). What a ship past its time held is taken silently; the audit names that ship.';
