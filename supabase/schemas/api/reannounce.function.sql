create function ship.reannounce(component text, reason text, notes text default null)
returns uuid
language sql
volatile
security invoker
set search_path = ''
return ship_private.reannounce(reannounce.component, reannounce.reason, reannounce.notes);

revoke all on function ship.reannounce(text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.reannounce(text, text, text) to service_role;

comment on function ship.reannounce(text, text, text) is
  'Tells everybody the present build again; returns the forced announcement''s id.';
