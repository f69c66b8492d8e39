create function ship_private.fail_store_look(app ship.store_apps, error text, retry_after_s numeric)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- one failure passes; that many in a row are something to look at
  c_told_at constant integer := 3;
  v_policy ship.store_policy;
  v_count integer := (fail_store_look.app).failure_count + 1;
begin
  select * into v_policy from ship.store_policy where store_policy.is_only_row;
  update ship.store_apps
  set
    lease_token = null,
    leased_at = null,
    leased_until = null,
    failure_count = v_count,
    last_error = fail_store_look.error,
    next_look_at = clock_timestamp() + greatest(
      ship_private.asked_wait(fail_store_look.retry_after_s),
      ship_private.backoff(v_policy.first_look, v_policy.reconcile_idle, v_count)
    )
  where store_apps.component_key = (fail_store_look.app).component_key;

  if v_count = c_told_at then
    perform ship_private.notify_chats_of_news(
      'store',
      jsonb_build_array(format(
        '%s: App Store Connect could not be asked %s times in a row (%s). New builds are not seen until it can: slipway ios webhook status.',
        (fail_store_look.app).component_key, v_count, fail_store_look.error
      ))
    );
  end if;
end;
$$;

revoke all on function ship_private.fail_store_look(ship.store_apps, text, numeric) from public, anon, authenticated, service_role;

comment on function ship_private.fail_store_look(ship.store_apps, text, numeric) is
  'The store could not be asked: later, ever less often, and not before it allows it. The third time in a row the chat hears of it, once.';
