create function ship_private.supersede(seq bigint, changes ship_private.component_change[])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  update ship.push_runs
  set state = 'superseded', finished_at = clock_timestamp()
  from unnest(supersede.changes) as change
  where push_runs.component_key = change.component_key
    and push_runs.channel = change.channel
    and push_runs.seq < supersede.seq
    and push_runs.state in ('running', 'retrying');

  update ship.deliveries
  set state = 'superseded', finished_at = clock_timestamp()
  from unnest(supersede.changes) as change
  where deliveries.component_key = change.component_key
    and deliveries.channel = change.channel
    and deliveries.seq < supersede.seq
    -- the first condition is that of the index
    and deliveries.state in ('pending', 'leased')
    and deliveries.state = 'pending';
end;
$$;

revoke all on function ship_private.supersede(bigint, ship_private.component_change[])
  from public, anon, authenticated, service_role;

comment on function ship_private.supersede(bigint, ship_private.component_change[]) is
  'What is still pending of an earlier seq of these components on the same channel is not told any more. Chat is never superseded.';
