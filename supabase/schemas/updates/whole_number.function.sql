create function ship_private.whole_number(value jsonb)
returns bigint
language plpgsql
immutable
security invoker strict
set search_path = ''
as $$
declare
  v_number numeric;
begin
  if jsonb_typeof(whole_number.value) <> 'number' then
    return null;
  end if;
  v_number := whole_number.value::numeric;
  -- 2^53 - 1: beyond it a client's double no longer holds each of them
  return case when v_number = trunc(v_number) and abs(v_number) <= 9007199254740991 then v_number::bigint end;
end;
$$;

revoke all on function ship_private.whole_number(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.whole_number(jsonb) is 'The whole number that a JSON value is, within what a double holds exactly; null for everything else.';
