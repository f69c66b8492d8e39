create function ship_private.repair(project_url text, secret_key text)
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
  if (repair.project_url ~ '^https?://[^[:space:][:cntrl:]]+$') is not true or (btrim(repair.secret_key) <> '') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'repair_invalid',
      detail  = 'a repair needs the project''s address and one of its secret keys',
      hint    = 'Run slipway link, then slipway repair.';
  end if;

  if v_before ->> 'job' <> 'active' then
    perform cron.alter_job(
      job_id := cron.schedule('slipway-sweep', '10 seconds', 'select ship.sweep()'),
      active := true
    );
    v_done := v_done || 'job'::text;
  end if;

  select * into v_vault from ship_private.read_vault();
  if (v_vault.project_url = repair.project_url and v_vault.secret_key = repair.secret_key) is not true then
    -- not updated: what another project's key has locked can't be read, and need not be
    delete from vault.secrets
    where secrets.name in ('project_url', 'secret_key');
    perform vault.create_secret(repair.project_url, 'project_url');
    perform vault.create_secret(repair.secret_key, 'secret_key');
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
