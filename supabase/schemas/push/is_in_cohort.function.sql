create function ship_private.is_in_cohort(run ship.push_runs, installation_id uuid, eligible_since timestamptz)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  v_bucket integer;
begin
  if (is_in_cohort.run).salt is null or ((is_in_cohort.run).from_bps = 0 and (is_in_cohort.run).to_bps = 10000) then
    return true;
  end if;
  if is_in_cohort.installation_id is null then
    return (is_in_cohort.run).to_bps = 10000;
  end if;
  -- a place costs a digest: not for who was there when a step told at least as many
  if (is_in_cohort.run).from_bps >= (is_in_cohort.run).to_bps and is_in_cohort.eligible_since <= (is_in_cohort.run).told_until then
    return false;
  end if;
  v_bucket := ship_private.bucket((is_in_cohort.run).salt::text, is_in_cohort.installation_id::text);
  return v_bucket < (is_in_cohort.run).to_bps
    -- an earlier step told it, unless it came since
    and not (v_bucket < (is_in_cohort.run).from_bps and is_in_cohort.eligible_since <= (is_in_cohort.run).told_until);
end;
$$;

revoke all on function ship_private.is_in_cohort(ship.push_runs, uuid, timestamptz) from public, anon, authenticated, service_role;

comment on function ship_private.is_in_cohort(ship.push_runs, uuid, timestamptz) is
  'Whether a run tells this device: it is inside the rollout''s share, and no earlier step told it. Who gave no installation id hears at 100 % only.';
