create function ship_private.has_due_pushes()
returns boolean
language sql
stable
security invoker
set search_path = ''
return exists (
  select
  from ship.push_runs
  where push_runs.state in ('running', 'retrying')
    and (
      push_runs.started_at is null
      or push_runs.cursor_id < push_runs.bound_id
      or exists (
        select
        from ship.push_batches
        where push_batches.run_id = push_runs.id
          and push_batches.state = 'leased'
          and push_batches.leased_until <= clock_timestamp()
      )
      or exists (
        select
        from ship.push_failures
        where push_failures.run_id = push_runs.id
          and push_failures.retry_at <= clock_timestamp()
      )
    )
);

revoke all on function ship_private.has_due_pushes() from public, anon, authenticated, service_role;

comment on function ship_private.has_due_pushes() is 'Whether push would find work.';
