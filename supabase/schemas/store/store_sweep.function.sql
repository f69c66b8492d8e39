create function ship_private.store_sweep()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if exists (
    select
    from ship.store_apps
    where store_apps.next_look_at <= clock_timestamp()
      and (store_apps.leased_until is null or store_apps.leased_until <= clock_timestamp())
  ) then
    perform ship_private.call_functions(array['asc-webhook'], 'sweep');
  end if;
end;
$$;

revoke all on function ship_private.store_sweep() from public, anon, authenticated, service_role;

comment on function ship_private.store_sweep() is
  'Calls asc-webhook while the store is to be asked about an app: what a webhook missed is found, and what is processed is followed.';
