create function ship_private.report_store_uploads(app ship.store_apps)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_news jsonb;
begin
  -- those that everybody has, or could have had
  delete from ship.store_uploads
  using ship.components
  where store_uploads.component_key = (report_store_uploads.app).component_key
    and components.key = store_uploads.component_key
    and store_uploads.build <= components.build;

  with told as (
    update ship.store_uploads
    set reported_at = clock_timestamp()
    from ship.components
    where store_uploads.component_key = (report_store_uploads.app).component_key
      and components.key = store_uploads.component_key
      and store_uploads.reported_at is null
      and (
        store_uploads.verdict in ('stuck', 'given_up')
        or (store_uploads.verdict = 'installable' and (report_store_uploads.app).auto_channel is null)
      )
    returning
      components.name, store_uploads.component_key, store_uploads.version, store_uploads.build, store_uploads.state,
      store_uploads.verdict, store_uploads.advice
  )
  select jsonb_agg(
    format(
      '%s %s (%s): %s', told.name, coalesce(nullif(told.version, ''), '?'), told.build,
      case told.verdict
        when 'installable' then
          format('can be installed, and nobody was told: slipway ios confirm --component %s --build %s', told.component_key, told.build)
        when 'given_up' then
          format('App Store Connect has said %s for too long. Look into it, and into your mail.', told.state)
        else btrim(format('App Store Connect says %s. %s', told.state, coalesce(told.advice, '')))
      end
    )
    order by told.build
  )
  into v_news
  from told;

  if v_news is not null then
    perform ship_private.notify_chats_of_news('store', v_news);
  end if;
end;
$$;

revoke all on function ship_private.report_store_uploads(ship.store_apps) from public, anon, authenticated, service_role;

comment on function ship_private.report_store_uploads(ship.store_apps) is
  'The chat hears once of each state in which a build needs a person, and of one that can be installed where nobody is told by itself.';
