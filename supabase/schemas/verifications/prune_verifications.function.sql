create function ship_private.prune_verifications()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, as in ship_private.prune
  c_slice constant integer := 1000;
  c_keep constant interval := '400 days';
  -- a schedule writes thousands of them a day
  c_keep_passed_by_schedule constant interval := '30 days';
begin
  delete from ship.verifications
  where verifications.id = any (array(
    select old.id
    from (
      -- each by an index of what it forgets: what is kept is not looked at every minute
      select verifications.*
      from ship.verifications
      where verifications.checked_at < clock_timestamp() - c_keep
      union
      select verifications.*
      from ship.verifications
      where verifications.checked_at < clock_timestamp() - c_keep_passed_by_schedule
        and verifications.source = 'schedule'
        and verifications.state = 'passed'
    ) as old
    where exists (
        select
        from ship.verifications as later
        where later.environment = old.environment
          and later.component_key = old.component_key
          and later.probe = old.probe
          and later.id > old.id
      )
    order by old.checked_at
    limit c_slice
  ));
end;
$$;

revoke all on function ship_private.prune_verifications() from public, anon, authenticated, service_role;

comment on function ship_private.prune_verifications() is
  'Forgets what probes saw after 400 days, and what passed by a schedule after 30. What each probe saw last stays.';
