create function ship_private.cron_values(field text, lowest integer, highest integer, names text[])
returns integer[]
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  c_item constant text := '^(?:(\*)|(\d{1,2}|[a-z]{3})(?:-(\d{1,2}|[a-z]{3}))?)(?:/(\d{1,2}))?$';
  v_item text;
  v_parts text[];
  v_from integer;
  v_to integer;
  v_step integer;
  v_values integer[] := '{}';
begin
  if cron_values.field is null then
    return null;
  end if;
  foreach v_item in array string_to_array(lower(cron_values.field), ',') loop
    v_parts := regexp_match(v_item, c_item);
    if v_parts is null then
      return null;
    end if;
    if v_parts[1] is not null then
      v_from := cron_values.lowest;
      v_to := cron_values.highest;
    else
      v_from := coalesce(array_position(cron_values.names, v_parts[2]) - 1 + cron_values.lowest, substring(v_parts[2] from '^\d+$')::integer);
      v_to := coalesce(array_position(cron_values.names, v_parts[3]) - 1 + cron_values.lowest, substring(v_parts[3] from '^\d+$')::integer);
      -- a step is of a range: 5/10 means something else to each cron
      if v_parts[3] is null and v_parts[4] is null then
        v_to := v_from;
      end if;
    end if;
    v_step := coalesce(v_parts[4]::integer, 1);
    if (v_from >= cron_values.lowest and v_to >= v_from and v_to <= cron_values.highest and v_step between 1 and cron_values.highest) is not true then
      return null;
    end if;
    v_values := v_values || array(select generate_series(v_from, v_to, v_step));
  end loop;
  return array(select distinct value from unnest(v_values) as value order by value);
end;
$$;

revoke all on function ship_private.cron_values(text, integer, integer, text[]) from public, anon, authenticated, service_role;

comment on function ship_private.cron_values(text, integer, integer, text[]) is
  'The values that one field of a cron line stands for, in order; null when it is none. Names stand for the lowest value and those after it.';
