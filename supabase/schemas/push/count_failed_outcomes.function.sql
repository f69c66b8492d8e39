create function ship_private.count_failed_outcomes(outcomes jsonb)
returns integer
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return (
    select count(*)::integer
    from jsonb_array_elements(count_failed_outcomes.outcomes) as outcome
    where outcome ->> 'verdict' <> 'corrected'
  );
end;
$$;

revoke all on function ship_private.count_failed_outcomes(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.count_failed_outcomes(jsonb) is 'How many of these outcomes are not a 200.';
