select plan(9);
select given_ios();
select given_devices(10);
select move('ios', 131);
select claim_batch();

create function pg_temp.update_with(more jsonb)
returns void
language sql
as $$
  update ship.push_batches
  set
    kind = wanted.kind, state = wanted.state, progress_id = wanted.progress_id, lease_token = wanted.lease_token,
    leased_until = wanted.leased_until, finished_at = wanted.finished_at, sent_count = wanted.sent_count,
    worker = wanted.worker, deactivated_count = wanted.deactivated_count
  from jsonb_populate_record((select push_batches from ship.push_batches), $1) as wanted
  where push_batches.id = wanted.id;
$$;

select fails_with($$select pg_temp.update_with('{"kind": "some"}')$$, '23514', 'push_batch_kind_is_known');
select fails_with(
  $$select pg_temp.update_with('{"state": "lost", "finished_at": "2026-01-01", "lease_token": null, "leased_until": null}')$$,
  '23514', 'push_batch_state_is_known'
);
select fails_with($$select pg_temp.update_with('{"progress_id": 11}')$$, '23514', 'push_batch_progress_is_within_range');
select fails_with($$select pg_temp.update_with('{"progress_id": -1}')$$, '23514', 'push_batch_progress_is_within_range');
select fails_with($$select pg_temp.update_with('{"lease_token": null}')$$, '23514', 'push_batch_lease_matches_state');
select fails_with(
  $$select pg_temp.update_with('{"finished_at": "2026-01-01"}')$$, '23514', 'push_batch_finished_matches_state'
);
select fails_with($$select pg_temp.update_with('{"sent_count": 1}')$$, '23514', 'push_batch_sent_is_within_devices');
select fails_with(
  $$select pg_temp.update_with(jsonb_build_object('worker', repeat('w', 65)))$$, '23514', 'push_batch_worker_is_short'
);
select fails_with($$select pg_temp.update_with('{"deactivated_count": -1}')$$, '23514', 'push_batch_deactivated_is_not_negative');

select * from finish();
