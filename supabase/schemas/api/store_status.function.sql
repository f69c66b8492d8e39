create function ship.store_status()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return ship_private.store_status();
end;
$$;

revoke all on function ship.store_status() from public, anon, authenticated, service_role;
grant execute on function ship.store_status() to service_role;

comment on function ship.store_status() is
  'What is known of apps in the store, what they have on their way, and the newest events of their webhooks.';
