create function ship_private.ask_for_home()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_vault record;
begin
  insert into ship_private.sweeps as last (last_at, asked_home_at)
  values ('-infinity', clock_timestamp())
  on conflict (is_only_row) do update
  set asked_home_at = excluded.asked_home_at
  -- of a copy that nobody removes, the project hears once a minute
  where last.asked_home_at is null or last.asked_home_at < clock_timestamp() - interval '1 minute';
  if not found then
    return;
  end if;

  select * into v_vault from ship_private.read_vault();
  if v_vault.state <> 'ready' then
    return;
  end if;
  perform net.http_post(
    url := rtrim(v_vault.project_url, '/') || '/functions/v1/' || v_vault.function_prefix || 'announce',
    headers := jsonb_build_object(
      'Content-Type', 'application/json', 'x-slipway-token', v_vault.wake_token, 'x-slipway-wake', 'sweep'
    ),
    body := '{}'::jsonb,
    timeout_milliseconds := 2000
  );
exception
  when others then
    raise warning using message = 'wake_failed', detail = sqlerrm;
end;
$$;

revoke all on function ship_private.ask_for_home() from public, anon, authenticated, service_role;

comment on function ship_private.ask_for_home() is
  'Wakes the functions at the project''s address: if this database is still theirs, they claim here, and it has come home. At most once a minute, never fails.';
