create function ship_private.known_time_zone(tz text)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  perform now() at time zone known_time_zone.tz;
  return known_time_zone.tz;
exception
  when invalid_parameter_value then
    return 'UTC';
end;
$$;

revoke all on function ship_private.known_time_zone(text) from public, anon, authenticated, service_role;

comment on function ship_private.known_time_zone(text) is
  'The time zone, or UTC where the database does not know it any more: names leave tzdata, and a restore may meet an older one.';
