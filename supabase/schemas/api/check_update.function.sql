create function ship.check_update(
  component text,
  channel text default 'live',
  build bigint default null,
  os text default null,
  installation_id text default null,
  is_manual boolean default false
)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return ship.decide(
    ship.update_feed(check_update.component, check_update.channel),
    jsonb_build_object(
      'component', check_update.component,
      'channel', check_update.channel,
      'build', check_update.build,
      'os', check_update.os,
      'installation_id', check_update.installation_id,
      'is_manual', coalesce(check_update.is_manual, false),
      'now', clock_timestamp(),
      'remembered', jsonb_build_object('seq', null, 'skipped_build', null, 'nudged_at', null)
    )
  );
end;
$$;

revoke all on function ship.check_update(text, text, bigint, text, text, boolean) from public, anon, authenticated, service_role;
grant execute on function ship.check_update(text, text, bigint, text, text, boolean) to anon, authenticated, service_role;

comment on function ship.check_update(text, text, bigint, text, text, boolean) is
  'What decide says of the feed, for a client that can''t decide itself; nothing is remembered between two calls.';
