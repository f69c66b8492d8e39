create function ship_private.finish_push_batch(
  batch_id bigint,
  lease_token uuid,
  progress_id bigint,
  sent_count integer,
  outcomes jsonb,
  disposition text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because batches are changed by nobody directly
declare
  v_batch ship.push_batches;
  v_run ship.push_runs;
  v_progress_id bigint;
  v_is_repeat boolean;
  v_sent_count integer;
  v_outcomes jsonb;
  v_stop text;
  v_is_over boolean;
begin
  if (finish_push_batch.disposition in ('progress', 'finished', 'released')) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'disposition_unknown',
      detail  = format('disposition %L', finish_push_batch.disposition),
      hint    = 'Use progress, finished or released.';
  end if;

  -- fencing compares the token only
  select *
  into v_batch
  from ship.push_batches
  where push_batches.id = finish_push_batch.batch_id
    and push_batches.state = 'leased'
    and push_batches.lease_token = finish_push_batch.lease_token
  for update;
  if not found then
    return jsonb_build_object('held', false, 'stop', null);
  end if;

  v_progress_id := case
    when finish_push_batch.disposition = 'finished' then v_batch.through_id
    else greatest(v_batch.progress_id, least(finish_push_batch.progress_id, v_batch.through_id))
  end;

  -- A worker that lost our answer repeats its call: a slice counts only when it moves the progress.
  v_is_repeat := finish_push_batch.progress_id <= v_batch.progress_id;
  v_sent_count := case when v_is_repeat then 0 else finish_push_batch.sent_count end;
  v_outcomes := case when v_is_repeat then '[]' else finish_push_batch.outcomes end;

  select *
  into v_run
  from ship.push_runs
  where push_runs.id = v_batch.run_id
  for update;

  perform ship_private.record_outcomes(v_batch, v_run, v_outcomes);
  v_run := ship_private.update_run_counters(v_batch, v_run, v_progress_id, v_sent_count, v_outcomes);
  v_stop := case v_run.state when 'superseded' then 'superseded' when 'stopped' then v_run.stop_reason end;
  -- Of a rollout that is halted the worker still writes down what was on its way: resuming tells nobody twice.
  v_is_over := v_stop is not null and (v_stop = 'halted' and finish_push_batch.disposition = 'progress') is not true;

  update ship.push_batches
  set
    progress_id = v_progress_id,
    device_count = push_batches.device_count + v_sent_count + ship_private.count_failed_outcomes(v_outcomes),
    sent_count = push_batches.sent_count + v_sent_count,
    first_answer_at = coalesce(push_batches.first_answer_at, clock_timestamp()),
    last_answer_at = clock_timestamp(),
    state = case
      when finish_push_batch.disposition = 'finished' then 'finished'
      when v_is_over then 'abandoned'
      else 'leased'
    end,
    lease_token = case
      when finish_push_batch.disposition = 'finished' or v_is_over then null
      -- handing over: from now on this worker is fenced out
      when finish_push_batch.disposition = 'released' then gen_random_uuid()
      else push_batches.lease_token
    end,
    leased_until = case
      when finish_push_batch.disposition = 'finished' or v_is_over then null
      when finish_push_batch.disposition = 'released' then clock_timestamp()
      else clock_timestamp() + push_policy.push_lease
    end,
    finished_at = case
      when finish_push_batch.disposition = 'finished' or v_is_over then clock_timestamp()
    end
  from ship.push_policy
  where push_batches.id = v_batch.id;

  if finish_push_batch.disposition = 'finished' then
    perform ship_private.finish_run_when_done(v_run.id);
  end if;
  return jsonb_build_object('held', true, 'stop', v_stop);
end;
$$;

revoke all on function ship_private.finish_push_batch(bigint, uuid, bigint, integer, jsonb, text)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.finish_push_batch(bigint, uuid, bigint, integer, jsonb, text) to service_role;

comment on function ship_private.finish_push_batch(bigint, uuid, bigint, integer, jsonb, text) is
  'Writes what was answered since the last call, renews, ends or hands over the lease; says whether the run must stop. Nothing is written once the lease is lost.';
