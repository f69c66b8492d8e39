create function ship_private.os_numbers(os text)
returns integer[]
language plpgsql
immutable
security invoker strict
set search_path = ''
as $$
begin
  return case
    when os_numbers.os ~ '^[0-9]{1,9}(\.[0-9]{1,9}){0,7}$'
      then (string_to_array(os_numbers.os, '.')::integer[] || '{0,0,0,0,0,0,0}'::integer[])[1:8]
  end;
end;
$$;

revoke all on function ship_private.os_numbers(text) from public, anon, authenticated, service_role;

comment on function ship_private.os_numbers(text) is
  'The version of an operating system as eight numbers, a missing one being 0; null where it is no such text.';
