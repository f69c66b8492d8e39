create function ship_private.claim_push_batch(worker text)
returns json
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because tokens leave the database only here, inside a leased batch
declare
  v_batch_id bigint;
begin
  if ship_private.look_for_home() is not null then
    return null;
  end if;
  v_batch_id := coalesce(
    ship_private.take_over_batch(),
    ship_private.lease_due_retries(),
    ship_private.lease_next_range()
  );
  if v_batch_id is null then
    return null;
  end if;
  update ship.push_batches
  set worker = left(claim_push_batch.worker, 64)
  where push_batches.id = v_batch_id;
  return ship_private.describe_push_batch(v_batch_id);
end;
$$;

revoke all on function ship_private.claim_push_batch(text) from public, anon, authenticated, service_role;
grant execute on function ship_private.claim_push_batch(text) to service_role;

comment on function ship_private.claim_push_batch(text) is
  'Leases an abandoned batch, else due single-device retries, else the next range of the oldest run that may go on; null when nothing is due, and on a copy of the project.';
