create function ship.set_update_policy(
  component text,
  channel text default 'live',
  min_build bigint default null,
  min_version text default null,
  force_after timestamptz default null,
  recommended_build bigint default null,
  nudge_every interval default null,
  message text default null,
  contact_url text default null,
  reason text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.set_update_policy(
    set_update_policy.component,
    set_update_policy.channel,
    set_update_policy.min_build,
    set_update_policy.min_version,
    set_update_policy.force_after,
    set_update_policy.recommended_build,
    set_update_policy.nudge_every,
    set_update_policy.message,
    set_update_policy.contact_url,
    set_update_policy.reason,
    set_update_policy.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.set_update_policy(text, text, bigint, text, timestamptz, bigint, interval, text, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship.set_update_policy(text, text, bigint, text, timestamptz, bigint, interval, text, text, text, text) to service_role;

comment on function ship.set_update_policy(text, text, bigint, text, timestamptz, bigint, interval, text, text, text, text) is
  'Sets the oldest build that may run, and the one that people are asked to have; 0.0.0 or null lifts the minimum.';
