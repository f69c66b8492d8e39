create function ship.clear_update_policy(
  component text,
  channel text default 'live',
  reason text default null,
  actor text default null
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.clear_update_policy(
    clear_update_policy.component,
    clear_update_policy.channel,
    clear_update_policy.reason,
    clear_update_policy.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.clear_update_policy(text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.clear_update_policy(text, text, text, text) to service_role;

comment on function ship.clear_update_policy(text, text, text, text) is
  'Lifts the policy of a channel; whether there was one.';
