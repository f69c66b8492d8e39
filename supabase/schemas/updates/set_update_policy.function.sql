create function ship_private.set_update_policy(
  component text,
  channel text,
  min_build bigint,
  min_version text,
  force_after timestamptz,
  recommended_build bigint,
  nudge_every interval,
  message text,
  contact_url text,
  reason text,
  actor text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because policies are written by nobody directly
declare
  v_channel ship.release_channel := coalesce(ship_private.parse_channel(set_update_policy.channel), 'live');
  v_version text := nullif(nullif(btrim(set_update_policy.min_version), ''), '0.0.0');
  v_min_build bigint := coalesce(set_update_policy.min_build, 0);
  v_policy ship.update_policies;
begin
  perform ship_private.require_reason(set_update_policy.reason);
  perform ship_private.lock_moves();
  perform ship_private.require_component(set_update_policy.component);
  if v_version is not null then
    select min(builds.build)
    into v_min_build
    from ship.builds
    where builds.component_key = set_update_policy.component
      and builds.version = v_version
      and (builds.build = set_update_policy.min_build or set_update_policy.min_build is null);
    if v_min_build is null then
      raise exception using
        errcode = 'PT404',
        message = 'version_unknown',
        detail  = format('no build of %s is version %s', set_update_policy.component, left(v_version, 100)),
        hint    = 'ship.builds lists them; a minimum can also be a build number.';
    end if;
  end if;

  perform ship_private.act_as(set_update_policy.actor);
  insert into ship.update_policies as known (
    component_key, channel, min_build, min_version, force_after, recommended_build, nudge_every, message, contact_url, reason, actor
  )
  values (
    set_update_policy.component, v_channel, v_min_build, v_version, set_update_policy.force_after, set_update_policy.recommended_build,
    coalesce(set_update_policy.nudge_every, interval '24 hours'), nullif(btrim(set_update_policy.message), ''),
    nullif(btrim(set_update_policy.contact_url), ''), btrim(set_update_policy.reason), ship_private.current_actor()
  )
  on conflict (component_key, channel) do update
  set
    min_build = excluded.min_build,
    min_version = excluded.min_version,
    force_after = excluded.force_after,
    recommended_build = excluded.recommended_build,
    nudge_every = excluded.nudge_every,
    message = excluded.message,
    contact_url = excluded.contact_url,
    reason = excluded.reason,
    actor = excluded.actor
  where row(
      known.min_build, known.min_version, known.force_after, known.recommended_build, known.nudge_every, known.message, known.contact_url
    ) is distinct from row(
      excluded.min_build, excluded.min_version, excluded.force_after, excluded.recommended_build, excluded.nudge_every,
      excluded.message, excluded.contact_url
    );
  perform ship_private.act_as(null);

  select *
  into v_policy
  from ship.update_policies
  where update_policies.component_key = set_update_policy.component
    and update_policies.channel = v_channel;
  return ship_private.describe_policy(v_policy);
end;
$$;

revoke all on function ship_private.set_update_policy(
  text, text, bigint, text, timestamptz, bigint, interval, text, text, text, text
) from public, anon, authenticated, service_role;
grant execute on function ship_private.set_update_policy(
  text, text, bigint, text, timestamptz, bigint, interval, text, text, text, text
) to service_role;

comment on function ship_private.set_update_policy(text, text, bigint, text, timestamptz, bigint, interval, text, text, text, text) is
  'Says which build of a component is the oldest that may run on a channel, and which one people are asked to have. Takes effect without a deploy; the same call twice changes nothing.';
