create function ship_private.prune()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute: no long lock, and still 7 million rows a day
  c_slice constant integer := 5000;
  v_before timestamptz;
  v_run_ids bigint[];
begin
  delete from ship_private.registration_windows
  where registration_windows.minute < clock_timestamp() - interval '2 hours';
  delete from ship_private.registration_refusals
  where registration_refusals.since < clock_timestamp() - interval '25 hours';

  perform ship_private.prune_unpushed();

  perform ship_private.prune_ships();

  perform ship_private.prune_releases();

  perform ship_private.prune_environments();

  perform ship_private.prune_hosts();

  perform ship_private.prune_migration_runs();

  perform ship_private.prune_verifications();

  perform ship_private.prune_ledger();

  perform ship_private.prune_jobs();

  perform ship_private.prune_keys();

  perform ship_private.prune_store();

  perform ship_private.prune_cron_history();

  select clock_timestamp() - push_policy.keep_fan_outs
  into v_before
  from ship.push_policy
  where push_policy.is_only_row;

  -- What a fan-out wrote per failure and per batch goes; announcements, deliveries, runs with their counts and the audit log stay.
  -- Found by an index of the runs that still have something: those that were emptied are not looked at again.
  v_run_ids := array(
    select push_runs.id
    from ship.push_runs
    where push_runs.is_kept_whole
      and push_runs.finished_at < v_before
    order by push_runs.finished_at
    limit 100
  );
  if v_run_ids = '{}' then
    return;
  end if;

  delete from ship.push_failures
  where push_failures.ctid = any (array(
    select old.ctid
    from ship.push_failures as old
    where old.run_id = any (v_run_ids)
    limit c_slice
  ));
  if found then
    return;
  end if;
  delete from ship.push_batches
  where push_batches.ctid = any (array(
    select old.ctid
    from ship.push_batches as old
    where old.run_id = any (v_run_ids)
    limit c_slice
  ));
  if found then
    return;
  end if;
  update ship.push_runs
  set is_kept_whole = false
  where push_runs.id = any (v_run_ids);
end;
$$;

revoke all on function ship_private.prune() from public, anon, authenticated, service_role;

comment on function ship_private.prune() is
  'Forgets registration windows after two hours, what was refused after a day, cron history after a day, tokens that no push reaches after keep_unpushed, and a finished fan-out''s batches and failures after keep_fan_outs; ended ships after keep_ships, and what release_policy, environment_policy and host_policy name, and runs of migrations after 400 days.';
