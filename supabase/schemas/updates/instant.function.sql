create function ship_private.instant(value jsonb)
returns bigint
language plpgsql
immutable
security invoker strict
set search_path = ''
as $$
declare
  v_text text := instant.value #>> '{}';
  v_first date;
  v_day integer;
begin
  if v_text !~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$' then
    return null;
  end if;
  -- arithmetic, because a cast to timestamptz depends on settings, and raises on the 30th of February
  v_first := make_date(left(v_text, 4)::integer, substr(v_text, 6, 2)::integer, 1);
  v_day := substr(v_text, 9, 2)::integer;
  if v_day > 28 and v_first + v_day > (v_first + interval '1 month')::date then
    return null;
  end if;
  return (v_first + v_day - 1 - make_date(1970, 1, 1)) * 86400000::bigint
    + substr(v_text, 12, 2)::integer * 3600000
    + substr(v_text, 15, 2)::integer * 60000
    + substr(v_text, 18, 2)::integer * 1000
    + case when substr(v_text, 20, 1) = '.' then rpad(substring(v_text from '\.([0-9]{1,3})'), 3, '0')::integer else 0 end
    - case
        when right(v_text, 1) = 'Z' then 0
        else left(right(v_text, 6), 3)::integer * 3600000
          + (left(right(v_text, 6), 1) || right(v_text, 2))::integer * 60000
      end;
end;
$$;

revoke all on function ship_private.instant(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.instant(jsonb) is
  'An ISO 8601 time with an explicit offset, in milliseconds since 1970, finer digits cut off; null for everything else.';
