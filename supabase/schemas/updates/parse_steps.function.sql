create function ship_private.parse_steps(steps jsonb, bps integer, since timestamptz)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_problems text[] := '{}';
  v_parsed jsonb := '[]';
  v_step jsonb;
  v_number integer := 0;
  v_bps numeric;
  v_at timestamptz;
  v_last_bps numeric := parse_steps.bps;
  v_last_at timestamptz := parse_steps.since;
begin
  if jsonb_typeof(parse_steps.steps) <> 'array' or jsonb_array_length(parse_steps.steps) > 50 then
    v_problems := array['steps must be a list of at most 50'];
  else
    for v_step in select * from jsonb_array_elements(parse_steps.steps) loop
      v_number := v_number + 1;
      v_bps := case when jsonb_typeof(v_step -> 'bps') = 'number' then (v_step ->> 'bps')::numeric end;
      begin
        v_at := coalesce((v_step ->> 'at')::timestamptz, parse_steps.since + (v_step ->> 'after')::interval);
      exception
        when invalid_datetime_format or datetime_field_overflow or interval_field_overflow then
          v_at := null;
      end;
      if (v_bps between 1 and 10000 and v_bps = trunc(v_bps)) is not true then
        v_problems := v_problems || format('step %s: bps must be a whole number from 1 to 10000', v_number);
      elsif v_bps <= v_last_bps then
        v_problems := v_problems || format('step %s: %s bps is not above %s', v_number, v_bps, v_last_bps);
      end if;
      if v_at is null then
        v_problems := v_problems || format('step %s: needs "after" (an interval) or "at" (a time)', v_number);
      elsif v_at <= v_last_at then
        v_problems := v_problems || format('step %s: is not later than the one before', v_number);
      end if;
      v_last_bps := greatest(v_last_bps, v_bps);
      v_last_at := greatest(v_last_at, v_at);
      v_parsed := v_parsed || jsonb_build_object('bps', v_bps, 'at', v_at);
    end loop;
  end if;

  if v_problems <> '{}' then
    raise exception using
      errcode = 'PT422',
      message = 'steps_invalid',
      detail  = array_to_string(v_problems, '; '),
      hint    = 'Nothing was changed. Each step rises and comes later, for example [{"bps": 2500, "after": "24 hours"}, {"bps": 10000, "after": "72 hours"}].';
  end if;
  return v_parsed;
end;
$$;

revoke all on function ship_private.parse_steps(jsonb, integer, timestamptz) from public, anon, authenticated, service_role;

comment on function ship_private.parse_steps(jsonb, integer, timestamptz) is
  'The steps of a rollout with absolute times; everything that is wrong with them is reported at once.';
