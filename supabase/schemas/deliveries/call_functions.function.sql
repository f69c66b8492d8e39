create function ship_private.call_functions(function_names text[], wake text)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the caller need not have rights on the vault
declare
  v_vault record;
  v_away text;
begin
  select * into v_vault from ship_private.read_vault();
  if v_vault.state <> 'ready' then
    raise warning using
      message = 'wake_not_configured',
      detail  = format('project_url and wake_token in the vault: %s', v_vault.state),
      hint    = 'Write both with slipway repair; until then nothing is sent, and nothing is lost.';
    return;
  end if;
  v_away := ship_private.away_reason(v_vault.project_url);
  if v_away is not null then
    -- the vault may have come along with a dump: these functions would be another project's
    raise warning using
      message = 'project_away',
      detail  = format('this is a copy of a project (%s): nothing is sent from here', v_away),
      hint    = 'slipway repair --adopt makes this project the home of these rows.';
    return;
  end if;

  -- A hint blocks pg_net's next batch until it is answered, hence its short timeout.
  perform net.http_post(
    url := rtrim(v_vault.project_url, '/') || '/functions/v1/' || v_vault.function_prefix || function_name,
    headers := jsonb_build_object(
      'Content-Type', 'application/json',
      'x-slipway-token', v_vault.wake_token,
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
  'Asks pg_net to call edge functions (wake: hint or sweep). Never fails its caller, and calls nobody from a copy of the project.';
