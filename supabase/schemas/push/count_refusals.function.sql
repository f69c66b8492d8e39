create function ship_private.count_refusals(outcomes jsonb)
returns integer
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return (
    select count(*)::integer
    from jsonb_array_elements(count_refusals.outcomes) as outcome
    where outcome ->> 'verdict' <> 'corrected'
  );
end;
$$;

revoke all on function ship_private.count_refusals(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.count_refusals(jsonb) is 'How many of these outcomes are not a 200.';
