create function ship.offer_build(
  component text,
  build bigint,
  channel text default 'live',
  bps integer default 0,
  steps jsonb default null,
  version text default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.offer_build(
    offer_build.component,
    offer_build.build,
    offer_build.channel,
    offer_build.bps,
    offer_build.steps,
    offer_build.version,
    offer_build.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.offer_build(text, bigint, text, integer, jsonb, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.offer_build(text, bigint, text, integer, jsonb, text, text) to service_role;

comment on function ship.offer_build(text, bigint, text, integer, jsonb, text, text) is
  'Offers a build on a channel to a share of its devices (bps), with the steps to come: [{"bps": 2500, "after": "24 hours"}].';
