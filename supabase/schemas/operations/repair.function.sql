create function ship_private.repair(project_url text, wake_token text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because jobs and the vault belong to the owner
declare
  v_before jsonb := ship_private.wake_status();
  v_vault record;
  v_healed integer;
  v_done text[] := '{}';
begin
  if (repair.project_url ~ '^https?://[^[:space:][:cntrl:]]+$') is not true
    or (repair.wake_token ~ '^slipway_wake_[0-9a-f]{64}$') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'repair_invalid',
      detail  = 'a repair needs the project''s address and the wake token of one of its secret keys, never the key',
      hint    = 'Run slipway repair; in the SQL editor, ship_private.wake_token(''sb_secret_…'') is the token of a key.';
  end if;

  if v_before ->> 'job' = 'unavailable' then
    raise exception using
      errcode = 'PT409',
      message = 'cron_missing',
      detail  = 'there is no pg_cron in this database, and so nothing that sweeps',
      hint    = 'create extension pg_cron; or the dashboard: Integrations, Cron. Then run slipway repair again.';
  end if;
  if v_before ->> 'job' <> 'active' then
    perform cron.alter_job(
      job_id := cron.schedule('slipway-sweep', '10 seconds', 'select ship.sweep()'),
      active := true
    );
    v_done := v_done || 'job'::text;
  end if;

  select * into v_vault from ship_private.read_vault();
  if (
    v_vault.project_url = repair.project_url
    and v_vault.wake_token = repair.wake_token
    and v_before ->> 'vault_secret_key' is distinct from 'used'
  ) is not true then
    -- not updated: what another project's key has locked can't be read, and need not be
    delete from vault.secrets
    where secrets.name in ('project_url', 'wake_token');
    perform vault.create_secret(repair.project_url, 'project_url');
    perform vault.create_secret(repair.wake_token, 'wake_token');
    v_done := v_done || 'vault'::text;
  end if;

  v_healed := ship_private.heal_sequences();
  if v_healed > 0 then
    v_done := v_done || 'sequences'::text;
  end if;

  if v_done <> '{}' then
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (ship_private.current_actor(), 'project.repaired', 'project', jsonb_build_object('repaired', to_jsonb(v_done)));
  end if;
  return jsonb_build_object('repaired', to_jsonb(v_done), 'home', ship_private.home_status());
end;
$$;

revoke all on function ship_private.repair(text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.repair(text, text) to service_role;

comment on function ship_private.repair(text, text) is
  'Puts back what a dump does not carry: the sweep''s job, the vault''s two secrets, sequences behind their rows. A second call changes nothing.';
