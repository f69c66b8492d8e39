create function ship_private.is_os_inside(os integer[], min_os text, max_os text)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  -- as precise as the bound is: 15 holds all of 15
  v_places integer := cardinality(string_to_array(is_os_inside.max_os, '.'));
begin
  return (
    (is_os_inside.min_os is null or is_os_inside.os >= ship_private.os_numbers(is_os_inside.min_os))
    and (
      is_os_inside.max_os is null
      or is_os_inside.os[1:v_places] <= (ship_private.os_numbers(is_os_inside.max_os))[1:v_places]
    )
  ) is true;
end;
$$;

revoke all on function ship_private.is_os_inside(integer[], text, text) from public, anon, authenticated, service_role;

comment on function ship_private.is_os_inside(integer[], text, text) is
  'Whether an operating system lies within the bounds that are stated. One that can not be compared does not: what may not run is not offered.';
