create function ship.reannounce(component text, reason text, notes text default null)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.reannounce(reannounce.component, reannounce.reason, reannounce.notes);
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.reannounce(text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.reannounce(text, text, text) to service_role;

comment on function ship.reannounce(text, text, text) is
  'Tells everybody the present build again; returns the forced announcement''s id.';
