create function ship.update_feed(component text, channel text default 'live')
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  -- what a client takes
  c_most constant integer := 100;
  v_channel ship.release_channel;
  v_component record;
  v_offer record;
  v_offers jsonb[] := '{}';
  v_covered text[] := '{}';
  v_class text;
  v_now timestamptz := date_trunc('hour', clock_timestamp(), 'UTC');
begin
  -- as text: an unknown channel must not be an error of a type
  if update_feed.channel is null or update_feed.channel not in ('alpha', 'beta', 'rc', 'live') then
    raise exception using
      errcode = 'PT404',
      message = 'channel_unknown',
      detail  = format('there is no channel %L', left(update_feed.channel, 48)),
      hint    = 'Channels are alpha, beta, rc and live.';
  end if;
  v_channel := update_feed.channel;
  select components.version, components.store_url
  into v_component
  from ship.components
  where components.key = update_feed.component
    and components.retired_at is null;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'component_unknown',
      detail  = format('there is no component %L', left(update_feed.component, 48)),
      hint    = 'Check the key against the manifest.';
  end if;

  -- From the newest down, until one is for everybody: nobody is ever told of what lies below.
  for v_offer in
    select
      offers.build, offers.channel, offers.bps, offers.salt, offers.available_at,
      builds.version, builds.requires_build, builds.min_os, builds.max_os, builds.severity, builds.notes, builds.notes_url, builds.url
    from ship.offers
    join ship.builds
      on builds.component_key = offers.component_key
      and builds.build = offers.build
    where offers.component_key = update_feed.component
      and offers.channel >= v_channel
      and offers.bps > 0
      and offers.halted_at is null
      and offers.withdrawn_at is null
    order by offers.build desc, offers.channel desc
  loop
    v_class := concat_ws(' ', coalesce(v_offer.min_os, '-'), coalesce(v_offer.max_os, '-'), v_offer.requires_build);
    continue when v_class = any (v_covered);
    v_offers := v_offers || jsonb_build_object(
      'build', v_offer.build,
      'version', coalesce(v_offer.version, v_component.version),
      'channel', v_offer.channel,
      'bps', v_offer.bps,
      'salt', v_offer.salt,
      'available_at', v_offer.available_at,
      'severity', v_offer.severity,
      'requires_build', v_offer.requires_build,
      'min_os', v_offer.min_os,
      'max_os', v_offer.max_os,
      'url', coalesce(v_offer.url, v_component.store_url),
      'notes', v_offer.notes,
      'notes_url', v_offer.notes_url
    );
    if v_offer.bps = 10000 then
      exit when v_offer.min_os is null and v_offer.max_os is null and v_offer.requires_build = 0;
      v_covered := v_covered || v_class;
    end if;
    exit when cardinality(v_offers) >= c_most;
  end loop;

  return jsonb_build_object(
    'schema', 1,
    'component', update_feed.component,
    'channel', v_channel,
    'seq', (select manifest_head.seq from ship.manifest_head),
    'generated_at', v_now,
    'valid_until', v_now + interval '72 hours',
    'offers', to_jsonb(v_offers),
    'marks', (
      select coalesce(jsonb_agg(jsonb_build_object('build', marked.build, 'severity', marked.severity) order by marked.build desc), '[]')
      from (
        select builds.build, builds.severity
        from ship.builds
        where builds.component_key = update_feed.component
          and builds.severity <> 'normal'
          and exists (
            select
            from ship.offers
            where offers.component_key = builds.component_key
              and offers.build = builds.build
              and offers.channel >= v_channel
              and offers.bps > 0
              and offers.withdrawn_at is null
          )
        order by builds.build desc
        limit c_most
      ) as marked
    ),
    'policy', (
      select jsonb_build_object(
        'min_build', update_policies.min_build,
        'min_version', update_policies.min_version,
        'force_after', update_policies.force_after,
        'recommended_build', update_policies.recommended_build,
        'nudge_every_s', extract(epoch from update_policies.nudge_every)::bigint,
        'message', update_policies.message,
        'contact_url', update_policies.contact_url
      )
      from ship.update_policies
      where update_policies.component_key = update_feed.component
        and update_policies.channel >= v_channel
      order by update_policies.channel
      limit 1
    )
  );
end;
$$;

revoke all on function ship.update_feed(text, text) from public, anon, authenticated, service_role;
grant execute on function ship.update_feed(text, text) to anon, authenticated, service_role;

comment on function ship.update_feed(text, text) is
  'The one document from which every client of a component on a channel decides; the same bytes for an hour unless something changes.';
