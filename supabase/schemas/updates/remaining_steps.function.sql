create function ship_private.remaining_steps(steps jsonb, bps integer, shift interval)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if remaining_steps.steps = '[]' then
    return remaining_steps.steps;
  end if;
  return (
    select coalesce(
      jsonb_agg(
        step.value || case
          -- not written anew: the same moment reads otherwise in another time zone
          when remaining_steps.shift = interval '0' then '{}'
          else jsonb_build_object('at', (step.value ->> 'at')::timestamptz + remaining_steps.shift)
        end
        order by step.ordinality
      ),
      '[]'
    )
    from jsonb_array_elements(remaining_steps.steps) with ordinality as step
    where (step.value ->> 'bps')::integer > remaining_steps.bps
  );
end;
$$;

revoke all on function ship_private.remaining_steps(jsonb, integer, interval) from public, anon, authenticated, service_role;

comment on function ship_private.remaining_steps(jsonb, integer, interval) is
  'The steps that a share has not passed yet, each so much later.';
