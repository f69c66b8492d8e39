create function ship_private.prune_releases()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, as in ship_private.prune
  c_slice constant integer := 1000;
  v_policy ship.release_policy;
  v_report_ids bigint[];
begin
  select * into v_policy from ship.release_policy where release_policy.is_only_row;

  delete from ship.float_moves
  where float_moves.id = any (array(
    select old.id
    from ship.float_moves as old
    where old.moved_at < clock_timestamp() - v_policy.keep_float_moves
      and exists (
        select
        from ship.float_moves as later
        where later.component_key = old.component_key
          and later.channel = old.channel
          and later.id > old.id
      )
    order by old.moved_at
    limit c_slice
  ));

  delete from ship.back_merges
  where back_merges.id = any (array(
    select old.id
    from ship.back_merges as old
    where old.recorded_at < clock_timestamp() - v_policy.keep_back_merges
      and exists (
        select
        from ship.back_merges as later
        where later.from_branch = old.from_branch
          and later.to_branch = old.to_branch
          and later.id > old.id
      )
    order by old.recorded_at
    limit c_slice
  ));

  delete from ship.invariants
  where (invariants.source, invariants.key) in (
    select old.source, old.key
    from ship.invariants as old
    where old.healed_at < clock_timestamp() - v_policy.keep_findings
      and old.lesson is null
    order by old.healed_at
    limit c_slice
  );

  -- a chat's delivery ends within a day or two: delivery_life
  v_report_ids := array(
    select reports.id
    from ship.finding_reports as reports
    where reports.reported_at < clock_timestamp() - v_policy.keep_findings
    order by reports.reported_at
    limit c_slice
  );
  delete from ship.deliveries
  where deliveries.finding_report_id = any (v_report_ids)
    and deliveries.finished_at is not null;
  delete from ship.finding_reports
  where finding_reports.id = any (v_report_ids)
    and not exists (
      select
      from ship.deliveries
      where deliveries.finding_report_id = finding_reports.id
    );
end;
$$;

revoke all on function ship_private.prune_releases() from public, anon, authenticated, service_role;

comment on function ship_private.prune_releases() is
  'Forgets what the policy says: old moves of floats and back-merges but the last, healed findings without a lesson, and what the chat heard of them. Never a release.';
