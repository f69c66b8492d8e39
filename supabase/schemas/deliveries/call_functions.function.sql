create function ship_private.call_functions(function_names text[], wake text)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the caller need not have rights on the vault
declare
  v_project_url text;
  v_secret_key text;
begin
  select
    max(secrets.decrypted_secret) filter (where secrets.name = 'project_url'),
    max(secrets.decrypted_secret) filter (where secrets.name = 'secret_key')
  into v_project_url, v_secret_key
  from vault.decrypted_secrets as secrets
  where secrets.name in ('project_url', 'secret_key');

  if v_project_url is null or v_secret_key is null then
    raise warning using
      message = 'wake_not_configured',
      detail  = 'the vault holds no project_url or no secret_key',
      hint    = 'Create both with vault.create_secret; until then nothing is sent, and nothing is lost.';
    return;
  end if;

  -- A hint blocks pg_net's next batch until it is answered, hence its short patience.
  perform net.http_post(
    url := rtrim(v_project_url, '/') || '/functions/v1/' || function_name,
    headers := jsonb_build_object(
      'Content-Type', 'application/json',
      'apikey', v_secret_key,
      'x-slipway-wake', call_functions.wake
    ),
    body := '{}'::jsonb,
    timeout_milliseconds := case when call_functions.wake = 'hint' then 1000 else 2000 end
  )
  from unnest(call_functions.function_names) as function_name;
exception
  -- the outbox row is the truth: whatever is wrong with the call, the move stands and the sweep calls again
  when others then
    raise warning using message = 'wake_failed', detail = sqlerrm;
end;
$$;

revoke all on function ship_private.call_functions(text[], text) from public, anon, authenticated, service_role;

comment on function ship_private.call_functions(text[], text) is
  'Asks pg_net to call edge functions (wake: hint or sweep). Never fails its caller.';
