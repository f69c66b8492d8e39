create function ship_private.wake_status()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_job text := 'missing';
  v_worker text := 'up';
  v_secret_key text;
  v_last_at timestamptz := (select sweeps.last_at from ship_private.sweeps where sweeps.is_only_row);
begin
  begin
    select case when job.active then 'active' else 'inactive' end
    into v_job
    from cron.job
    where job.jobname = 'slipway-sweep';
    v_job := coalesce(v_job, 'missing');
  exception
    when others then
      v_job := 'unavailable';
  end;
  begin
    perform net.check_worker_is_up();
  exception
    -- also when this role may not see it: only the round trip of a ping is proof
    when others then
      v_worker := 'unseen';
  end;

  begin
    select case when bool_or(secrets.name = 'wake_token') then 'left' else 'used' end
    into v_secret_key
    from vault.secrets
    where secrets.name in ('secret_key', 'wake_token')
    having bool_or(secrets.name = 'secret_key');
  exception
    when others then
      null;
  end;

  return jsonb_build_object(
    'job', v_job,
    'swept_at', v_last_at,
    'swept_seconds_ago', round(extract(epoch from clock_timestamp() - v_last_at)),
    'vault', (select vault.state from ship_private.read_vault() as vault),
    -- of an earlier release: used while there is no wake token, left when there is one; else null
    'vault_secret_key', v_secret_key,
    'worker', v_worker
  );
end;
$$;

revoke all on function ship_private.wake_status() from public, anon, authenticated, service_role;

comment on function ship_private.wake_status() is
  'The path that wakes the functions, part by part: the job, its last success, the vault, pg_net''s worker.';
