create function ship_private.stop_push_run(batch_id bigint, lease_token uuid, reason text, detail text, refused_token text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because runs are changed by nobody directly
declare
  v_run_id bigint;
begin
  -- also by a worker that has lost its lease: what APNs refused once it refuses from everybody
  update ship_private.apns_provider_tokens
  set token = null, issued_at = null
  where apns_provider_tokens.token = stop_push_run.refused_token;

  update ship.push_batches
  set state = 'abandoned', lease_token = null, leased_until = null, finished_at = clock_timestamp()
  where push_batches.id = stop_push_run.batch_id
    and push_batches.state = 'leased'
    and push_batches.lease_token = stop_push_run.lease_token
  returning push_batches.run_id into v_run_id;
  if not found then
    return false;
  end if;
  perform ship_private.stop_run(v_run_id, stop_push_run.reason, stop_push_run.detail);
  return true;
end;
$$;

revoke all on function ship_private.stop_push_run(bigint, uuid, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.stop_push_run(bigint, uuid, text, text, text) to service_role;

comment on function ship_private.stop_push_run(bigint, uuid, text, text, text) is
  'A worker that holds a lease met a reason that is the same for every device: the run stops and says why.';
