create function ship_private.has_due_deliveries()
returns boolean
language sql
stable
security invoker
set search_path = ''
return exists (
  select
  from ship.deliveries
  where deliveries.state in ('pending', 'leased')
    and deliveries.transport <> 'apns'
    and coalesce(deliveries.leased_until, deliveries.next_attempt_at) <= clock_timestamp()
);

revoke all on function ship_private.has_due_deliveries() from public, anon, authenticated, service_role;

comment on function ship_private.has_due_deliveries() is 'Whether announce would find work.';
