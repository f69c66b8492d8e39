select plan(9);
select given_ios();
select given_devices(10);
select move('ios', 131);

create function pg_temp.update_with(more jsonb)
returns void
language sql
as $$
  update ship.push_runs
  set
    state = wanted.state, apns_environment = wanted.apns_environment, cursor_id = wanted.cursor_id,
    sent_count = wanted.sent_count, stop_reason = wanted.stop_reason, finished_at = wanted.finished_at,
    deactivated_count = wanted.deactivated_count
  from jsonb_populate_record((select push_runs from ship.push_runs where id = 1), $1) as wanted
  where push_runs.id = 1;
$$;

select fails_with(
  $$select pg_temp.update_with('{"state": "lost", "finished_at": "2026-01-01"}')$$, '23514', 'push_run_state_is_known'
);
select fails_with($$select pg_temp.update_with('{"apns_environment": "staging"}')$$, '23514', 'push_run_apns_environment_is_known');
select fails_with(
  $$select pg_temp.update_with('{"apns_environment": "sandbox"}')$$, '23505', 'push_runs_delivery_id_topic_apns_environment_key'
);
select fails_with($$select pg_temp.update_with('{"cursor_id": 11}')$$, '23514', 'push_run_cursor_is_within_bound');
select fails_with($$select pg_temp.update_with('{"sent_count": 1}')$$, '23514', 'push_run_sent_is_within_devices');
select fails_with(
  $$select pg_temp.update_with('{"state": "stopped", "finished_at": "2026-01-01"}')$$, '23514', 'push_run_stop_has_a_reason'
);
select fails_with(
  $$select pg_temp.update_with('{"stop_reason": "why"}')$$, '23514', 'push_run_stop_has_a_reason'
);
select fails_with($$select pg_temp.update_with('{"deactivated_count": -1}')$$, '23514', 'push_run_deactivated_is_not_negative');
select fails_with($$select pg_temp.update_with('{"state": "finished"}')$$, '23514', 'push_run_finished_matches_state');

select * from finish();
