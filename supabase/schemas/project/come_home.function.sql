create function ship_private.come_home()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_before text;
  v_seq bigint;
begin
  perform ship_private.lock_moves();
  perform ship_private.heal_sequences();
  select project.home_database
  into v_before
  from ship.project
  where project.is_only_row
  for update;
  if v_before is not distinct from ship_private.database_identity() then
    return;
  end if;

  v_seq := (select lifted.seq from ship_private.lift_seq() as lifted);
  update ship.project
  set home_database = ship_private.database_identity(), home_since = clock_timestamp()
  where project.is_only_row;
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), 'project.came_home', 'project',
    jsonb_build_object('from_database', v_before, 'database', ship_private.database_identity(), 'seq', v_seq)
  );
end;
$$;

revoke all on function ship_private.come_home() from public, anon, authenticated, service_role;

comment on function ship_private.come_home() is
  'The project''s own functions have reached this database at the project''s address, so an upgrade, a pause or a failover made another of it. What is under way goes on.';
