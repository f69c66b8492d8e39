create function ship_private.operator_steps(environment text, with_done boolean)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because it is called by whoever may call the function over it
declare
  -- more than anybody reads; those that are open come first
  c_limit constant integer := 1000;
begin
  return coalesce(
    (
      select jsonb_agg(
        ship_private.describe_operator_step(shown.*::ship.operator_steps)
        order by shown.done_at desc nulls first, shown.id
      )
      from (
        select steps.*
        from ship.operator_steps as steps
        where (steps.done_at is null or operator_steps.with_done)
          and (
            operator_steps.environment is null
            or steps.environment is null
            or steps.environment = operator_steps.environment
          )
        order by steps.done_at desc nulls first, steps.id
        limit c_limit
      ) as shown
    ),
    '[]'
  );
end;
$$;

revoke all on function ship_private.operator_steps(text, boolean) from public, anon, authenticated, service_role;
grant execute on function ship_private.operator_steps(text, boolean) to service_role;

comment on function ship_private.operator_steps(text, boolean) is
  'The steps that are open, the oldest first, and after them those that are done when asked for; of an environment with those of none.';
