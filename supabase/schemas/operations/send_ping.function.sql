create function ship_private.send_ping()
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the caller need not have rights on the vault
declare
  v_vault record;
  v_away text;
  v_nonce uuid;
begin
  select * into v_vault from ship_private.read_vault();
  v_away := ship_private.away_reason(v_vault.project_url);
  if v_away is not null then
    raise exception using
      errcode = 'PT409',
      message = 'project_away',
      detail  = format('this is a copy of a project (%s): nothing is sent from here', v_away),
      hint    = 'slipway repair --adopt makes this project the home of these rows.';
  end if;
  if v_vault.state <> 'ready' then
    raise exception using
      errcode = 'PT409',
      message = 'wake_not_configured',
      detail  = format('the vault is %s', v_vault.state),
      hint    = 'slipway repair writes project_url and wake_token into it.';
  end if;

  delete from ship_private.pings
  where pings.sent_at < clock_timestamp() - interval '1 hour';
  insert into ship_private.pings default values
  returning pings.nonce into v_nonce;
  update ship_private.pings
  set request_id = net.http_post(
    url := rtrim(v_vault.project_url, '/') || '/functions/v1/' || v_vault.function_prefix || 'announce',
    headers := jsonb_build_object(
      'Content-Type', 'application/json', 'x-slipway-token', v_vault.wake_token, 'x-slipway-wake', 'ping',
      'x-slipway-nonce', v_nonce
    ),
    body := '{}'::jsonb,
    timeout_milliseconds := 5000
  )
  where pings.nonce = v_nonce;
  return v_nonce;
end;
$$;

revoke all on function ship_private.send_ping() from public, anon, authenticated, service_role;
grant execute on function ship_private.send_ping() to service_role;

comment on function ship_private.send_ping() is
  'Sends a nonce along the path that wakes the functions; ping_status says how far it came. Refused on a copy and without a vault.';
