create function ship_private.next_store_look(app ship.store_apps)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_policy ship.store_policy;
  v_now timestamptz := clock_timestamp();
  v_hinted_at timestamptz := (next_store_look.app).hinted_at;
  v_next timestamptz;
  v_is_young boolean;
begin
  -- it came while the store was looked at, maybe too late to be seen
  if v_hinted_at > (next_store_look.app).leased_at then
    return v_now;
  end if;
  if (next_store_look.app).auto_channel is null and v_hinted_at is null then
    return null;
  end if;
  select * into v_policy from ship.store_policy where store_policy.is_only_row;
  select
    min(store_uploads.next_look_at),
    coalesce(bool_or(coalesce(store_uploads.uploaded_at, store_uploads.seen_at) > v_now - v_policy.young_for), false)
  into v_next, v_is_young
  from ship.store_uploads
  where store_uploads.component_key = (next_store_look.app).component_key;
  return least(
    v_next,
    -- the store's lists may be behind its events
    case when v_hinted_at > v_now - v_policy.longest_look * 2 then v_now + v_policy.longest_look end,
    v_now + case when v_is_young then v_policy.reconcile_young else v_policy.reconcile_idle end
  );
end;
$$;

revoke all on function ship_private.next_store_look(ship.store_apps) from public, anon, authenticated, service_role;

comment on function ship_private.next_store_look(ship.store_apps) is
  'When an app is looked up next: at once after a hint that came meanwhile, soon while a build is processed, else to find what webhooks missed.';
