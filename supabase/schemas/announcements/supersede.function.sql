create function ship_private.supersede(seq bigint, component_keys text[])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update ship.push_runs
  set state = 'superseded', finished_at = clock_timestamp()
  where push_runs.component_key = any (supersede.component_keys)
    and push_runs.seq < supersede.seq
    and push_runs.state in ('running', 'retrying');

  update ship.deliveries
  set state = 'superseded', finished_at = clock_timestamp()
  where deliveries.component_key = any (supersede.component_keys)
    and deliveries.seq < supersede.seq
    and deliveries.state in ('pending', 'leased')
    and deliveries.state = 'pending';
end;
$$;

revoke all on function ship_private.supersede(bigint, text[]) from public, anon, authenticated, service_role;

comment on function ship_private.supersede(bigint, text[]) is
  'What is still pending of an earlier seq of these components is not told any more. Chat is never superseded.';
