create function ship_private.describe_holder(ship ship.ships, lease_name text, seen_from text)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return format(
    '%s is held by %s%s since %s, until %s',
    describe_holder.lease_name,
    describe_holder.ship.holder,
    ship_private.name_other_environment(describe_holder.ship, describe_holder.seen_from),
    to_char(describe_holder.ship.taken_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'),
    to_char(describe_holder.ship.lease_expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')
  );
end;
$$;

revoke all on function ship_private.describe_holder(ship.ships, text, text) from public, anon, authenticated, service_role;

comment on function ship_private.describe_holder(ship.ships, text, text) is 'Who is in the way, in which environment if it is another, since when and until when, whatever TimeZone the session has.';
