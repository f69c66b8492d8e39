create function ship_private.describe_holder(ship ship.ships, lease_name text)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return format(
    '%s is held by %s since %s, until %s',
    describe_holder.lease_name,
    describe_holder.ship.holder,
    to_char(describe_holder.ship.taken_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'),
    to_char(describe_holder.ship.lease_expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')
  );
end;
$$;

revoke all on function ship_private.describe_holder(ship.ships, text) from public, anon, authenticated, service_role;

comment on function ship_private.describe_holder(ship.ships, text) is 'Who is in the way, since when and until when, whatever TimeZone the session has.';
