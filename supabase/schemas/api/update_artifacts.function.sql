create function ship.update_artifacts(component text, channel text default 'live')
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  -- how many builds with files it looks at, so that it takes no more than a millisecond
  c_most constant integer := 10;
  v_channel ship.release_channel;
  v_name text;
begin
  -- as text: an unknown channel must not be an error of a type
  if update_artifacts.channel is null or update_artifacts.channel not in ('alpha', 'beta', 'rc', 'live') then
    raise exception using
      errcode = 'PT404',
      message = 'channel_unknown',
      detail  = format('there is no channel %L', left(update_artifacts.channel, 48)),
      hint    = 'Channels are alpha, beta, rc and live.';
  end if;
  v_channel := update_artifacts.channel;
  select components.name
  into v_name
  from ship.components
  where components.key = update_artifacts.component
    and components.retired_at is null;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'component_unknown',
      detail  = format('there is no component %L', left(update_artifacts.component, 48)),
      hint    = 'Check the key against the manifest.';
  end if;

  return (
    with complete as (
      select
        builds.build, builds.version, builds.severity, builds.min_os, builds.max_os, builds.notes, builds.notes_url,
        offered.available_at, files.targets, files.artifacts
      from (
        select offers.build, min(offers.available_at) as available_at
        from ship.offers
        where offers.component_key = update_artifacts.component
          and offers.channel >= v_channel
          and offers.bps = 10000
          and offers.available_at <= clock_timestamp()
          and offers.halted_at is null
          and offers.withdrawn_at is null
          and exists (
            select
            from ship.artifacts
            where artifacts.component_key = offers.component_key
              and artifacts.build = offers.build
          )
        group by offers.build
        order by offers.build desc
        limit c_most
      ) as offered
      join ship.builds
        on builds.component_key = update_artifacts.component
        and builds.build = offered.build
        -- an updater can't be told to install another build first
        and builds.requires_build = 0
      cross join lateral (
        select
          array_agg(artifacts.target || ' ' || artifacts.signature_type) as targets,
          jsonb_agg(
            jsonb_build_object(
              'target', artifacts.target,
              'url', artifacts.url,
              'length', artifacts.length,
              'sha512', artifacts.sha512,
              'signature', artifacts.signature,
              'signature_type', artifacts.signature_type
            )
            order by artifacts.target
          ) as artifacts
        from ship.artifacts
        where artifacts.component_key = update_artifacts.component
          and artifacts.build = offered.build
      ) as files
    ),
    compared as (
      select complete.*, lead(complete.targets) over (order by complete.build desc) as targets_before
      from complete
    ),
    published as (
      select compared.*
      from compared
      where compared.targets_before is null
        or compared.targets @> compared.targets_before
    )
    select jsonb_build_object(
      'component', update_artifacts.component,
      'channel', v_channel,
      'name', v_name,
      'builds', coalesce(
        jsonb_agg(
          jsonb_build_object(
            'build', published.build,
            'version', published.version,
            'available_at', published.available_at,
            'severity', published.severity,
            'min_os', published.min_os,
            'max_os', published.max_os,
            'notes', published.notes,
            'notes_url', published.notes_url,
            'artifacts', published.artifacts
          )
          order by published.build desc
        ),
        '[]'
      )
    )
    from published
    -- nobody is told of what lies below a build that runs everywhere
    where published.build >= coalesce(
      (select max(everywhere.build) from published as everywhere where everywhere.min_os is null and everywhere.max_os is null),
      0
    )
  );
end;
$$;

revoke all on function ship.update_artifacts(text, text) from public, anon, authenticated, service_role;
grant execute on function ship.update_artifacts(text, text) to anon, authenticated, service_role;

comment on function ship.update_artifacts(text, text) is
  'The files that updaters install: of the newest builds that everybody on a channel may have, each with every target, signed the same way, that the build before it had.';
