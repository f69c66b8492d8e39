create function ship_private.raise_store_build(app ship.store_apps)
returns bigint
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_upload ship.store_uploads;
  v_channel ship.release_channel := (raise_store_build.app).auto_channel;
  v_code text;
begin
  for v_upload in
    select store_uploads.*
    from ship.store_uploads
    where store_uploads.component_key = (raise_store_build.app).component_key
      and store_uploads.verdict = 'installable'
      and not exists (
        select
        from ship.builds
        where builds.component_key = store_uploads.component_key
          and builds.build = store_uploads.build
          and builds.installable_at is not null
      )
    order by store_uploads.build
  loop
    perform ship_private.confirm_store_build(
      v_upload.component_key, v_upload.build, nullif(v_upload.version, ''), clock_timestamp(), false
    );
  end loop;

  if v_channel is null then
    return null;
  end if;
  select *
  into v_upload
  from ship.store_uploads
  where store_uploads.component_key = (raise_store_build.app).component_key
    and store_uploads.verdict = 'installable'
  order by ship_private.os_numbers(store_uploads.version) desc nulls last, store_uploads.build desc
  limit 1;
  -- what is offered already, or was halted or withdrawn, is in the hands of people
  if v_upload.build is null or exists (
    select
    from ship.offers
    where offers.component_key = v_upload.component_key
      and offers.channel = v_channel
      and offers.build >= v_upload.build
  ) then
    return null;
  end if;

  begin
    if v_channel = 'live' and (raise_store_build.app).auto_bps = 10000 then
      perform ship_private.confirm_store_build(v_upload.component_key, v_upload.build, nullif(v_upload.version, ''), null, true);
    else
      perform ship_private.offer_build(
        v_upload.component_key, v_upload.build, v_channel::text, (raise_store_build.app).auto_bps, '[]', null, 'App Store Connect'
      );
    end if;
  exception
    -- a policy, a withdrawal: what was seen is kept, and a person decides
    when others then
      v_code := left(coalesce(substring(sqlerrm from '^[a-z][a-z0-9_]{0,63}$'), 'raise_failed'), 64);
  end;
  -- both end with nobody to act as
  perform ship_private.act_as('App Store Connect');
  if v_code is not null then
    update ship.store_uploads
    set verdict = 'stuck', advice = format('It can be installed, and announcing it was refused: %s. See slipway rollout.', v_code)
    where store_uploads.component_key = v_upload.component_key
      and store_uploads.version = v_upload.version
      and store_uploads.build = v_upload.build;
    return null;
  end if;
  return v_upload.build;
end;
$$;

revoke all on function ship_private.raise_store_build(ship.store_apps) from public, anon, authenticated, service_role;

comment on function ship_private.raise_store_build(ship.store_apps) is
  'Records what people can install by now, and announces the highest of it as store.auto says; the build, or null when there was nothing to announce. Never lower, never what people halted, and never twice.';
