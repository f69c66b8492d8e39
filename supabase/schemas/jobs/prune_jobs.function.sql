create function ship_private.prune_jobs()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, as in ship_private.prune
  c_slice constant integer := 1000;
  v_before timestamptz;
begin
  select clock_timestamp() - job_policy.keep_beats
  into v_before
  from ship.job_policy
  where job_policy.is_only_row;

  delete from ship.job_beats
  where job_beats.id = any (array(
    select old.id
    from ship.job_beats as old
    where old.beat_at < v_before
      and exists (
        select
        from ship.job_beats as later
        where later.job_key = old.job_key
          and later.id > old.id
      )
    order by old.beat_at
    limit c_slice
  ));
end;
$$;

revoke all on function ship_private.prune_jobs() from public, anon, authenticated, service_role;

comment on function ship_private.prune_jobs() is 'Forgets what jobs said long ago, as job_policy says. The last run of each job stays.';
