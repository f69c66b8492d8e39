create function ship_private.name_other_environment(ship ship.ships, seen_from text)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return case
    when name_other_environment.ship.environment <> name_other_environment.seen_from
      then ' in ' || name_other_environment.ship.environment
    else ''
  end;
end;
$$;

revoke all on function ship_private.name_other_environment(ship.ships, text)
  from public, anon, authenticated, service_role;

comment on function ship_private.name_other_environment(ship.ships, text) is
  '" in staging" for whoever asks from another environment than the ship''s, else nothing.';
