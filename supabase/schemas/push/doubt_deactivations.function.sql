create function ship_private.doubt_deactivations(
  batch ship.push_batches,
  run ship.push_runs,
  previous ship.push_runs,
  established_count bigint
)
returns text
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_policy ship.push_policy;
  v_batch_count bigint := (doubt_deactivations.batch).deactivated_count + doubt_deactivations.established_count;
  v_run_count bigint := (doubt_deactivations.run).deactivated_count + doubt_deactivations.established_count;
  v_of bigint;
begin
  select * into v_policy from ship.push_policy where push_policy.is_only_row;
  if v_run_count <= v_policy.deactivation_min or (doubt_deactivations.run).has_accepted_deactivations then
    return null;
  end if;

  -- A batch is where it shows first. A retry has no range of its own, and whoever reports it decides what is in it.
  if v_batch_count > v_policy.deactivation_min and (doubt_deactivations.batch).kind = 'range' then
    v_of := (doubt_deactivations.batch).deactivated_count + ship_private.count_established(
      doubt_deactivations.run, doubt_deactivations.previous,
      (doubt_deactivations.batch).after_id, (doubt_deactivations.batch).through_id
    );
    if v_batch_count > v_of * v_policy.deactivation_share then
      return format('%s of the %s devices of batch %s', v_batch_count, v_of, (doubt_deactivations.batch).id);
    end if;
  end if;

  -- All of a run, so that nobody gets further by many small batches. A million devices take most of a second, once.
  v_of := (doubt_deactivations.run).established_count;
  if v_of is null then
    v_of := (doubt_deactivations.run).deactivated_count + ship_private.count_established(
      doubt_deactivations.run, doubt_deactivations.previous, 0, (doubt_deactivations.run).bound_id
    );
    update ship.push_runs
    set established_count = v_of
    where push_runs.id = (doubt_deactivations.run).id;
  end if;
  if v_run_count > v_of * v_policy.deactivation_share then
    return format('%s of the %s devices of the run', v_run_count, v_of);
  end if;
  return null;
end;
$$;

revoke all on function ship_private.doubt_deactivations(ship.push_batches, ship.push_runs, ship.push_runs, bigint)
  from public, anon, authenticated, service_role;

comment on function ship_private.doubt_deactivations(ship.push_batches, ship.push_runs, ship.push_runs, bigint) is
  'Why so many more established devices of a batch or of its run can''t be dead, in words; null when they can.';
