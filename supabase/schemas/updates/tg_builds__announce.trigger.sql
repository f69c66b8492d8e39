create function ship_private.tg_builds__announce()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because whoever may describe a build need not have rights on the outbox
begin
  perform ship_private.announce_feed_change(offered.component_key, offered.channel)
  from (
    select offers.component_key, max(offers.channel) as channel
    from ship.offers
    where offers.component_key = new.component_key
      and offers.build = new.build
      and offers.bps > 0
      and offers.withdrawn_at is null
    group by offers.component_key
  ) as offered;
  return null;
end;
$$;

revoke all on function ship_private.tg_builds__announce() from public, anon, authenticated, service_role;

create trigger _500_announce
  after update of severity, requires_build, min_os, max_os, notes, notes_url, url
  on ship.builds
  for each row
  when (
    row(old.severity, old.requires_build, old.min_os, old.max_os, old.notes, old.notes_url, old.url)
      is distinct from row(new.severity, new.requires_build, new.min_os, new.max_os, new.notes, new.notes_url, new.url)
    and current_setting('check_function_bodies') = 'on'
    and coalesce(current_setting('ship.is_moving', true), '') = ''
  )
  execute function ship_private.tg_builds__announce();

comment on function ship_private.tg_builds__announce() is
  'What is said of a build that is offered has changed: clients read the feed again.';
